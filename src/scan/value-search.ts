import type { Find, Needle } from "./line-search.ts";

/** Tells of texts of JSON, by their bytes, that they lack what they must hold. */
export class ValueSearch {
  readonly #find: Find;
  readonly #sets: readonly (readonly Needle[])[];
  /** Sets of texts that stand as they are among characters of which some are escaped. */
  readonly #amongEscapes: readonly (readonly Needle[])[];
  readonly #unicodeEscape: Needle;

  /** `sets`: a text must hold one of each. `unicodeEscape`: what begins an escape that may stand for any character. */
  constructor(find: Find, sets: readonly (readonly Needle[])[], unicodeEscape: Needle) {
    this.#find = find;
    this.#sets = sets;
    this.#amongEscapes = sets.filter((needles) => needles.every(({ text }) => !ESCAPED_BY_NAME.test(text)));
    this.#unicodeEscape = unicodeEscape;
  }

  /** Whether what the bytes from a place to another stand for may hold one text of each set. */
  mayHold(start: number, end: number, hasEscapes: boolean): boolean {
    const sets = hasEscapes ? this.#amongEscapes : this.#sets;
    if (sets.length === 0 || (hasEscapes && this.#holds(this.#unicodeEscape, start, end))) return true;
    for (const needles of sets) if (!this.#holdsOne(needles, start, end)) return false;
    return true;
  }

  #holdsOne(needles: readonly Needle[], start: number, end: number): boolean {
    for (const needle of needles) if (this.#holds(needle, start, end)) return true;
    return false;
  }

  #holds({ address, length }: Needle, start: number, end: number): boolean {
    return this.#find(address, length, start, end) !== 0;
  }
}

/** Characters that JSON escapes by a letter or themselves: `\n`, `\"`. */
const ESCAPED_BY_NAME = /["\\/\b\f\n\r\t]/;
