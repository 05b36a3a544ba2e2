export { findPatterns, type Pattern, type Patterns } from "./find-patterns.ts";
export { LineCounter } from "./line-counter.ts";
export { type MaskedCounts, mergeCounts, startCounts } from "./masked-counts.ts";
