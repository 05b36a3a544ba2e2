export {
  type BinRange,
  eventsByBin,
  findPatterns,
  magnitudesByBin,
  type Pattern,
  type Patterns,
} from "./find-patterns.ts";
export { hasHttpError } from "./http-error.ts";
export { LineCounter } from "./line-counter.ts";
export { type LineForms, MASKING_RULES, TEXT_BYTES } from "./line-forms.ts";
export type { LineBytes, LineText } from "./line-text.ts";
export { MOST_AMOUNTS } from "./mask-line.ts";
export { type CountOptions, type MaskedCounts, mergeCounts, startCounts } from "./masked-counts.ts";
export { leastOf } from "./number-counts.ts";
export type { PartNumbers } from "./part-numbers.ts";
export { totalOf } from "./tally.ts";
