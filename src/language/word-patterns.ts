/** What the words of a query are made of, as patterns that match at a place. */
export interface WordPatterns {
  /** Blanks that text processors and web pages put in the place of plain ones, and characters that show nothing. */
  readonly oddBlanks: RegExp;
  readonly nameStart: RegExp;
  readonly namePart: RegExp;
  readonly nameRest: RegExp;
  readonly letters: RegExp;
}

/** Those that a text needs: for plain ASCII other ones, because the classes of Unicode take a tenth of a small query's time. */
export function wordPatterns(text: string): WordPatterns {
  if (IS_ASCII.test(text)) return ASCII;
  unicode ??= patternsOf({ letter: "\\p{L}", mark: "\\p{M}", digit: "\\p{N}", blank: "\\p{Zs}" }, "uy");
  return unicode;
}

const IS_ASCII = /^[\0-\x7f]*$/;

/** Parts of character classes. */
interface Classes {
  readonly letter: string;
  readonly mark: string;
  readonly digit: string;
  readonly blank: string;
}

function patternsOf({ letter, mark, digit, blank }: Classes, flags: string): WordPatterns {
  const start = `[${letter}_@]`;
  const rest = `[${letter}${mark}${digit}_@]`;
  return {
    oddBlanks: new RegExp(`[${blank}\\u200b\\u2060\\ufeff\\f\\v]+`, flags),
    nameStart: new RegExp(start, flags),
    namePart: new RegExp(`${start}${rest}*`, flags),
    nameRest: new RegExp(`${rest}+`, flags),
    letters: new RegExp(`[${letter}]+`, flags),
  };
}

const ASCII = patternsOf({ letter: "A-Za-z", mark: "", digit: "0-9", blank: "" }, "y");
let unicode: WordPatterns | undefined;
