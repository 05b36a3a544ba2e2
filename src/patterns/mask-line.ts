import {
  BLANK,
  CONNECTOR,
  DIGIT,
  ENDS_PATH,
  isDigitAt,
  isWordAt,
  JOINS_PATH,
  LETTER,
  MARKS,
  marksAt,
  QUOTE,
  WORD,
} from "./character-class.ts";
import {
  BACKSLASH,
  BRACE,
  COLON,
  DOT,
  MINUS,
  NEWLINE,
  QUOTE_MARK,
  SLASH,
  SMALL_N,
  SPACE,
  TILDE,
  UNDERSCORE,
} from "./characters.ts";
import { characterStart, closingEscapedQuote, closingQuote, isKey, isMessageKey, isPathStart } from "./line-places.ts";
import { monthTimeAt, timeAt } from "./time-shape.ts";
import { BOUNDARY, codeOf, PIECE, type TokenKind } from "./token-kind.ts";
import { isVariablePiece, tokenKind } from "./token-shape.ts";

/** Bytes of a line that are looked at, and of its masked form that are kept: the rest is one variable part. */
export const MOST_BYTES = 16_384;
const MOST_MASKED = 4096;
/** A quote that closes so far on, or not at all, quotes nothing. */
const LONGEST_QUOTATION = 512;
/** A longer word is a text that something else has made: Base64 and the like. */
const LONGEST_WORD = 128;

/** So many amounts of a line are noted, the first ones. */
export const MOST_AMOUNTS = 8;

const BOUNDARY_CODE = BOUNDARY.charCodeAt(0);
const PIECE_CODE = PIECE.charCodeAt(0);

/**
 * Masks lines: what is a time, a number, an identifier or of another kind that shows in the text
 * becomes one character, so that lines that differ in such parts alone become the same. Blanks
 * become one space; a line that begins with `{` is read as JSON, whose texts are one token each but
 * for the message. Most lines are masked by the scan kernel, whose plain twin this is: it masks what the
 * kernel is not sure of.
 */
export class LineMasker {
  /** The masked line: its first `length` bytes, until the next call of `mask`. */
  readonly masked = Buffer.alloc(MOST_MASKED + 2 * MOST_BYTES);
  length = 0;
  /** The places and ends in the bytes of the first numbers, durations and sizes, until the next call of `mask`. */
  readonly amounts = new Uint32Array(2 * MOST_AMOUNTS);
  amountCount = 0;
  /** Where in the masked line each stands. */
  readonly #amountPlaces = new Uint32Array(MOST_AMOUNTS);
  readonly #cut = Buffer.alloc(MOST_BYTES + 1);
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #isJson = false;
  /** Where the message of a JSON line ends. */
  #messageEnd = -1;
  #isMessageNext = false;
  /** Whether the last token was put as it stands. */
  #isPlain = false;

  /** Masks the bytes from `start` to `end`, which are UTF-8; behind them there is a newline or nothing. */
  mask(bytes: Buffer, start: number, end: number): void {
    const isCut = end - start > MOST_BYTES;
    if (isCut) {
      this.#maskFrom(this.#cut, 0, this.#copyCut(bytes, start));
      for (let at = 0; at < 2 * this.amountCount; at++) this.amounts[at] = (this.amounts[at] as number) + start;
    } else this.#maskFrom(bytes, start, end);
    if (isCut || this.length >= MOST_MASKED) this.#kind("Token");
  }

  /** Copies the beginning of a long line, so that nothing stands behind it; how many bytes that are. */
  #copyCut(bytes: Buffer, start: number): number {
    const length = characterStart(bytes, start + MOST_BYTES) - start;
    bytes.copy(this.#cut, 0, start, start + length);
    this.#cut[length] = NEWLINE;
    return length;
  }

  #maskFrom(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#messageEnd = -1;
    this.#isMessageNext = false;
    this.length = 0;
    this.amountCount = 0;
    let at = start;
    while (at < end && marksAt(bytes, at) & BLANK) at++;
    this.#isJson = at < end && bytes[at] === BRACE;
    while (at < end && this.length < MOST_MASKED) at = this.#next(at);
  }

  /** Whether the letters or digits of a token stand just before a place. */
  #isBehindWord(at: number): boolean {
    return at > this.#start && isWordAt(this.#bytes, at - 1);
  }

  #put(byte: number): void {
    this.masked[this.length++] = byte;
  }

  /** Takes what begins at a place; where the next begins. */
  #next(at: number): number {
    const byte = this.#bytes[at] as number;
    const marks = MARKS[byte] as number;
    if (marks & WORD) return this.#token(at, this.#end);
    if (marks & BLANK) return this.#blanks(at);
    if (marks & QUOTE) return this.#isJson ? this.#jsonQuote(at) : this.#quote(at);
    if (marks & CONNECTOR) return this.#connector(at);
    this.#put(byte);
    return at + 1;
  }

  #blanks(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let hasNewline = false;
    for (; at < this.#end && marksAt(bytes, at) & BLANK; at++) hasNewline ||= bytes[at] === NEWLINE;
    if (at >= this.#end) return at;
    this.#put(SPACE);
    if (!hasNewline || this.#isJson) return at;
    // The lines behind the first, such as those of a stack trace, are as many as may be.
    this.#kind("Token");
    return this.#end;
  }

  #kind(kind: TokenKind): void {
    this.#put(BOUNDARY_CODE);
    this.#put(codeOf(kind));
    this.#put(BOUNDARY_CODE);
  }

  /**
   * A token that begins with a letter or digit. It is put as it stands while its end is looked for, which is
   * all for most words; others are looked at again.
   */
  #token(start: number, limit: number): number {
    const bytes = this.#bytes;
    const { masked } = this;
    const isInMessage = start < this.#messageEnd;
    let length = this.length;
    masked[length++] = BOUNDARY_CODE;
    let seen = 0;
    let at = start;
    while (at < limit) {
      const byte = bytes[at] as number;
      const marks = MARKS[byte] as number;
      if ((marks & WORD) === 0) {
        const isJoint = marks & CONNECTOR && at + 1 < limit && !(isInMessage && byte === BACKSLASH);
        if (!isJoint || !isWordAt(bytes, at + 1)) break;
      }
      seen |= marks;
      masked[length++] = byte;
      at++;
    }
    const behind = at < limit ? bytes[at] : SPACE;
    const isPlain = (seen & (DIGIT | JOINS_PATH)) === 0 && behind !== COLON && at - start <= LONGEST_WORD;
    this.#isPlain = isPlain && (at - start !== 3 || behind !== SPACE);
    if (!this.#isPlain) return this.#lookAgain(start, at, limit);
    masked[length++] = BOUNDARY_CODE;
    this.length = length;
    return at;
  }

  /** A token that may be of some kind, and may even go on behind its end. */
  #lookAgain(start: number, end: number, limit: number): number {
    const bytes = this.#bytes;
    if (isDigitAt(bytes, start)) {
      const time = timeAt(bytes, start);
      if (time !== undefined && time.end <= this.#end && !isWordAt(bytes, time.end)) {
        this.#kind(time.isDateAlone ? "Date" : "Time");
        return time.end;
      }
    }
    const special = this.#special(start, end, limit);
    if (special !== undefined) return special;
    const kind = end - start > LONGEST_WORD ? "Token" : tokenKind(bytes, start, end);
    if (kind === undefined) this.#word(start, end);
    else {
      if (AMOUNTS.has(kind)) this.#noteAmount(start, end);
      this.#kind(kind);
    }
    return end;
  }

  #noteAmount(start: number, end: number): void {
    if (this.amountCount === MOST_AMOUNTS) return;
    this.amounts[2 * this.amountCount] = start;
    this.amounts[2 * this.amountCount + 1] = end;
    this.#amountPlaces[this.amountCount++] = this.length;
  }

  /** Goes back to a length of the masked line; what was put behind it is no part of the line. */
  #goBack(length: number): void {
    this.length = length;
    while (this.amountCount > 0 && (this.#amountPlaces[this.amountCount - 1] as number) >= length) this.amountCount--;
  }

  /** Kinds that go on behind the end of a token. */
  #special(start: number, end: number, limit: number): number | undefined {
    const bytes = this.#bytes;
    if (end - start === 3) {
      const time = monthTimeAt(bytes, start);
      if (time !== undefined && time.end <= this.#end) {
        this.#kind(time.isDateAlone ? "Date" : "Time");
        return time.end;
      }
    }
    if (end >= limit || bytes[end] !== COLON) return undefined;
    if (bytes[end + 1] === SLASH && bytes[end + 2] === SLASH) return this.#toPathEnd(end, "URL");
    if (end - start === 1 && bytes[end + 1] === BACKSLASH) return this.#toPathEnd(end + 1, "Path");
    if (end - start > 4) return undefined;
    const address = ADDRESS.exec(bytes.toString("latin1", start, Math.min(limit, start + 40)))?.[0];
    if (address === undefined || isWordAt(bytes, start + address.length)) return undefined;
    this.#kind(address.length === 17 && /^(?:..:){5}..$/.test(address) ? "MAC" : "IP");
    return start + address.length;
  }

  /** A word as it is, but for the pieces that differ from line to line. */
  #word(start: number, end: number): void {
    const bytes = this.#bytes;
    this.#put(BOUNDARY_CODE);
    let at = start;
    while (at < end) {
      let pieceEnd = at;
      let seen = 0;
      while (pieceEnd < end && bytes[pieceEnd] !== UNDERSCORE && isWordAt(bytes, pieceEnd)) {
        seen |= MARKS[bytes[pieceEnd] as number] as number;
        pieceEnd++;
      }
      if (pieceEnd === at) pieceEnd++;
      if (seen & DIGIT) this.#pieceWithDigits(at, pieceEnd);
      else this.#copy(at, pieceEnd);
      at = pieceEnd;
    }
    this.#put(BOUNDARY_CODE);
  }

  #copy(start: number, end: number): void {
    for (let at = start; at < end; at++)
      this.#put(marksAt(this.#bytes, at) & BLANK ? SPACE : (this.#bytes[at] as number));
  }

  #pieceWithDigits(start: number, end: number): void {
    const bytes = this.#bytes;
    if (isVariablePiece(bytes, start, end)) {
      this.#put(PIECE_CODE);
      return;
    }
    let at = start;
    while (at < end) {
      let digitsEnd = at;
      while (digitsEnd < end && isDigitAt(bytes, digitsEnd)) digitsEnd++;
      if (digitsEnd - at >= 4) this.#put(PIECE_CODE);
      else this.#copy(at, Math.max(digitsEnd, at + 1));
      at = Math.max(digitsEnd, at + 1);
    }
  }

  /** What begins with a character that joins: a path, a negative number, or a separator. */
  #connector(at: number): number {
    const bytes = this.#bytes;
    const byte = bytes[at] as number;
    if (byte === BACKSLASH && at < this.#messageEnd) return this.#escape(at);
    const isAtStart = !this.#isBehindWord(at);
    if (isAtStart && byte === SLASH && (isPathStart(bytes, at + 1) || this.#isRoot(at)))
      return this.#toPathEnd(at, "Path");
    if (isAtStart && (byte === DOT || byte === TILDE)) {
      const slash = bytes[at + 1] === DOT ? at + 2 : at + 1;
      if (bytes[slash] === SLASH && isPathStart(bytes, slash + 1)) return this.#toPathEnd(at, "Path");
    }
    if (byte === MINUS && at + 1 < this.#end && isDigitAt(bytes, at + 1) && this.#mayBeSign(at)) {
      return this.#token(at + 1, this.#end);
    }
    this.#put(byte);
    return at + 1;
  }

  #mayBeSign(at: number): boolean {
    if (at === this.#start || marksAt(this.#bytes, at - 1) & BLANK) return true;
    return BEFORE_SIGN.has(this.#bytes[at - 1] as number);
  }

  /** What is escaped in the message of a JSON line: a text in quotes, or the end of its first line. */
  #escape(at: number): number {
    const bytes = this.#bytes;
    const next = bytes[at + 1];
    if (next === SMALL_N) {
      this.#kind("Token");
      return this.#messageEnd;
    }
    this.#put(BACKSLASH);
    if (next !== QUOTE_MARK) return at + 1;
    this.#put(QUOTE_MARK);
    const close = closingEscapedQuote(bytes, at + 2, this.#messageEnd);
    if (close < 0) return at + 2;
    this.#quoted(at + 2, close);
    this.#put(BACKSLASH);
    this.#put(QUOTE_MARK);
    return close + 2;
  }

  /** A slash alone, as the path in `GET / HTTP/1.1`. */
  #isRoot(at: number): boolean {
    const bytes = this.#bytes;
    const isAlone = at + 1 >= this.#end || bytes[at + 1] === SPACE;
    return isAlone && at - 2 >= this.#start && bytes[at - 1] === SPACE && (marksAt(bytes, at - 2) & LETTER) !== 0;
  }

  /** A path or address up to its end, without the punctuation of a sentence behind it. */
  #toPathEnd(start: number, kind: TokenKind): number {
    const bytes = this.#bytes;
    let at = start + 1;
    while (at < this.#end && (marksAt(bytes, at) & ENDS_PATH) === 0) at++;
    while (at > start + 1 && BEHIND_PATH.has(bytes[at - 1] as number)) at--;
    this.#kind(kind);
    return at;
  }

  /** A text in quotes is one token. */
  #quote(at: number): number {
    const bytes = this.#bytes;
    const byte = bytes[at] as number;
    const close = !this.#isBehindWord(at) ? closingQuote(bytes, at, Math.min(this.#end, at + LONGEST_QUOTATION)) : -1;
    this.#put(byte);
    if (close < 0 || (close + 1 < this.#end && isWordAt(bytes, close + 1))) return at + 1;
    this.#quoted(at + 1, close);
    this.#put(byte);
    return close + 1;
  }

  #quoted(start: number, end: number): void {
    if (start === end) {
      this.#put(BOUNDARY_CODE);
      this.#put(BOUNDARY_CODE);
      return;
    }
    const { length } = this;
    if (isWordAt(this.#bytes, start)) {
      if (this.#token(start, end) === end) return;
      this.#goBack(length);
    }
    this.#kind(this.#bytes[start] === SLASH ? "Path" : "Token");
  }

  /** A quote of a JSON line: the begin of a key or text, or the end of the message. */
  #jsonQuote(at: number): number {
    const bytes = this.#bytes;
    const byte = bytes[at] as number;
    if (at < this.#messageEnd) return this.#quote(at);
    this.#put(byte);
    if (byte !== QUOTE_MARK || at === this.#messageEnd) return at + 1;
    if (this.#isMessageNext) {
      this.#isMessageNext = false;
      this.#messageEnd = closingQuote(bytes, at, this.#end);
      return at + 1;
    }
    const { length } = this;
    // Most texts are one word, so that it is found where they end.
    const wordEnd = isWordAt(bytes, at + 1) ? this.#token(at + 1, this.#end) : at + 1;
    const isWord = wordEnd < this.#end && wordEnd > at + 1 && bytes[wordEnd] === QUOTE_MARK;
    const close = isWord ? wordEnd : closingQuote(bytes, at, this.#end);
    if (!isWord) this.#goBack(length);
    if (close < 0) return at + 1;
    if (isKey(bytes, close) && close - at <= LONGEST_WORD) {
      if (!isWord || !this.#isPlain) {
        this.#goBack(length);
        this.#word(at + 1, close);
      }
      this.#isMessageNext = isMessageKey(bytes, at + 1, close);
    } else if (!isWord) this.#quoted(at + 1, close);
    this.#put(byte);
    return close + 1;
  }
}

const ADDRESS = /^(?:[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{1,4}(?::{1,2}[0-9a-fA-F]{1,4}){2,7})/;
const AMOUNTS: ReadonlySet<TokenKind> = new Set(["Number", "Duration", "Size"]);
const BEFORE_SIGN = codesOf("=:([,");
const BEHIND_PATH = codesOf(".,:;");

function codesOf(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}
