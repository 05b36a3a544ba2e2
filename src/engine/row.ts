import type { Value } from "../values/index.ts";

/** One event or one group on its way through the plan: a value for each slot. */
export type Row = Value[];
