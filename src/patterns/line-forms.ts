import { MARKS } from "./character-class.ts";
import { MOST_BYTES } from "./mask-line.ts";
import { DURATION_UNITS, MESSAGE_KEYS, MONTHS, SIZE_UNITS } from "./word-lists.ts";

/**
 * A fast masker with memory of its own: it makes of a line the same as `LineMasker`, its plain twin, and
 * numbers what it makes. Whatever it is not sure of it leaves to the twin.
 */
export interface LineForms {
  /** All of its memory: a line is masked where it stands in it. */
  readonly memory: Buffer;
  /** Where in the memory is room for a text that stands elsewhere. */
  readonly roomStart: number;
  /**
   * The number of the masked form of the bytes from `start` to `end`, behind which there is a line end; 0
   * where the twin has to mask them, -1 where there are too many forms.
   */
  readonly codeOf: (start: number, end: number) => number;
  /**
   * The numbers of the masked forms of lines by their rows in the batch that was scanned last, valid until the next
   * call: of all, or of those before which there are too many forms.
   */
  readonly codesOf: (rows: Int32Array) => Int32Array;
  /** Notes the amounts in a line, its numbers, durations and sizes; how many, or -1 where the twin has to mask it. */
  readonly noteAmountsOf: (start: number, end: number) => number;
  /** The places and ends of the amounts that were noted last. */
  readonly amounts: Uint32Array;
  /** The masked form of a number, valid until all are forgotten. */
  readonly maskedOf: (code: number) => Buffer;
  readonly textOf: (code: number) => string;
  /** Begins to number anew. */
  readonly forget: () => void;
}

const LONGEST_CHARACTER = 3;

/** The room for a text, of which one character more is encoded than there may be bytes, and a line end. */
export const TEXT_BYTES = (MOST_BYTES + 1) * LONGEST_CHARACTER + 1;

/** What a fast masker has to be told: the marks of each byte, and words that are known. */
export const MASKING_RULES = { marks: MARKS, words: [MESSAGE_KEYS, MONTHS, DURATION_UNITS, SIZE_UNITS] } as const;
