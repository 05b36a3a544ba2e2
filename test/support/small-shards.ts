import type { SplitLimits } from "../../src/sources/parts/split-inputs.ts";

/** Cuts inputs of any size into as many shards as there may be, and those into parts of few lines. */
export const SMALL_SHARDS: SplitLimits = { leastBytes: 1, headStart: 0, partBytes: 100 };
