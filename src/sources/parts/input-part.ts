import type { Input } from "../input.ts";

/** A part of an input that one shard reads. */
export interface InputPart {
  readonly input: Input;
  /**
   * Whole lines of an uncompressed file, by their place in it: read without looking for any other
   * form. Without a range the input is read as a stream, in whatever form it has.
   */
  readonly range?: { readonly start: number; readonly end: number };
  /** How much there is to read, in bytes of text: guessed for what is compressed, 0 for what has no size. */
  readonly work: number;
}
