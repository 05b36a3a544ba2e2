import type { Worker } from "node:worker_threads";
import type { Result } from "../engine/index.ts";
import type { ScanReport } from "../scan/index.ts";
import type { Input, ReadProblem } from "./input.ts";
import type { SplitLimits } from "./parts/split-inputs.ts";
import type { ShardContext } from "./shard-reader.ts";

export interface RunContext extends ShardContext {
  /** Threads that read, this one included; as many as the machine runs at once, but few. */
  readonly workers?: number;
  /** How the work is divided among them; as measured, unless a test wants small shards. */
  readonly splitLimits?: SplitLimits;
  /** Threads that run `runOrder` and wait; a run takes those that it needs out of the list. */
  readonly idleThreads?: Worker[];
  /** Told about the bytes of text read so far. */
  readonly onProgress?: (bytes: number) => void;
  /** Told when all threads of a run that reads much have started: from then on nothing but the run itself takes time. */
  readonly onStarted?: () => void;
  /** What each of the plan's subplans reads. */
  readonly subplanInputs?: readonly (readonly Input[])[];
  /** What a plan that compares inputs compares with. */
  readonly earlierInputs?: readonly Input[];
}

export interface RunOutcome {
  readonly result: Result;
  readonly report: ScanReport;
  /** What could not be read: the result is incomplete. */
  readonly problems: readonly ReadProblem[];
  /** Set where the result is the size of the input: how many compressed inputs it has to guess of. */
  readonly estimate?: { readonly compressedInputs: number };
}
