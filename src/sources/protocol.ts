import type { Plan } from "../plan/index.ts";
import type { CompiledModule } from "../support/web-assembly.ts";
import type { SharedParts } from "./parts/part-claims.ts";
import type { StretchOutcome } from "./read-stretches.ts";

/** What a worker is told first, and once: its part in a run. */
export interface WorkerOrder {
  readonly plan: Plan;
  readonly shared: SharedParts;
  /** Which of the stretches is its own. */
  readonly thread: number;
  readonly workingFolder: string;
  /** In epoch milliseconds. */
  readonly startTime: number;
  readonly maxMemory?: number;
  readonly threads: number;
  /** The scan kernel, compiled by the main thread. */
  readonly kernel: CompiledModule;
}

/** All that a worker says. */
export type WorkerMessage =
  /** The program is loaded, and the work begins. */
  | { readonly kind: "started" }
  /** Bytes of text read so far. */
  | { readonly kind: "progress"; readonly bytes: number }
  /** It needs more memory than it may use, in bytes: nothing follows. */
  | { readonly kind: "memory"; readonly limit: number }
  /** The end of its work: nothing follows. */
  | { readonly kind: "outcomes"; readonly outcomes: readonly StretchOutcome[] };
