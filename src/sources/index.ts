export { type Compression, recogniseCompression } from "./archive/compression.ts";
export { type ResolvedInputs, resolveInputs } from "./find/resolve-inputs.ts";
export {
  type Input,
  type InputFile,
  type InputOrigin,
  inputPath,
  type ReadProblem,
  type StandardInput,
} from "./input.ts";
export {
  ACCOUNT_ID,
  groupsOfOperands,
  hasLocalGroups,
  inputsOfGroups,
  isLogGroupName,
  type LogGroup,
  type LogStream,
  logStreams,
  nameInIdentifier,
  parseLogGroup,
  uniqueGroups,
} from "./log-groups.ts";
export {
  type LookupFile,
  LookupTableError,
  parseLookupFile,
  parseLookupTable,
  readLookupTables,
} from "./lookup-tables.ts";
export { MemoryBudgetError } from "./memory-budget.ts";
export { COMPRESSION_RATIO } from "./parts/split-inputs.ts";
export type { RunContext, RunOutcome } from "./plan-run.ts";
export { type Block, type ReadContext, readBlocks } from "./read-blocks.ts";
export { readBlocksFrom } from "./read-blocks-from.ts";
export { type ResolvedSources, resolveSources, type SourceOptions } from "./resolve-sources.ts";
export { runPlan } from "./run-plan.ts";
export { storedPath, storedStreamPath } from "./stored-streams.ts";
export { SubplanLimitError } from "./subplan-limit-error.ts";
export { runOrder } from "./worker.ts";
export { WorkerError } from "./worker-error.ts";
