export { codeFrame, type Diagnostic, isError, type Source, type Span } from "./diagnostics/index.ts";
export type { Column, Result } from "./engine/index.ts";
export { type ParseResult, parseQuery, printQuery, type Query } from "./language/index.ts";
export { describePlan, type Plan, type PlanOptions, type PlanResult, planQuery } from "./plan/index.ts";
export { OUTPUT_FORMATS, type OutputFormat, type Presentation, type RenderOptions, render } from "./render/index.ts";
export type { ScanReport } from "./scan/index.ts";
export {
  type Input,
  type ReadProblem,
  type ResolvedInputs,
  type RunContext,
  type RunOutcome,
  resolveInputs,
  runPlan,
} from "./sources/index.ts";
export { toNumber, toText, type Value } from "./values/index.ts";
