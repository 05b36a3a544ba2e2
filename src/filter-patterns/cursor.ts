import { FilterPatternError } from "./filter-pattern-error.ts";

/** Reads the text of a filter pattern from left to right. */
export class Cursor {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#text.length;
  }

  skipBlanks(): void {
    this.takePattern(/\s*/y);
  }

  /** Goes past a text if it stands here. */
  take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** The same behind blanks. */
  takeToken(expected: string): boolean {
    this.skipBlanks();
    return this.take(expected);
  }

  /** Goes past what a sticky expression matches here, which is never the empty text but for blanks. */
  takePattern(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text)?.[0];
    if (match === undefined) return undefined;
    this.at += match.length;
    return match;
  }

  /** What stands between here and the next of an end mark, behind which reading goes on. */
  takeUntil(end: string): string | undefined {
    const found = this.#text.indexOf(end, this.at);
    if (found < 0) return undefined;
    const text = this.#text.slice(this.at, found);
    this.at = found + end.length;
    return text;
  }

  /** A phrase behind its opening quote, with `\"` and `\\` undone. */
  takePhrase(): string {
    const start = this.at - 1;
    const phrase = this.takePattern(/(?:[^"\\]|\\.)*(?=")/sy);
    if (phrase === undefined) throw new FilterPatternError("this phrase has no closing quote", start);
    this.at++;
    return phrase.replace(/\\(["\\])/g, "$1");
  }

  fail(message: string, at = this.at): never {
    throw new FilterPatternError(message, at);
  }
}
