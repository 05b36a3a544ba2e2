import { BLANK, CONNECTOR, classOf, DIGIT, isDigit, isWordCharacter, LETTER, QUOTE } from "./character-class.ts";
import { MaskedText } from "./masked-text.ts";
import { monthTimeAt, timeAt } from "./time-shape.ts";
import { codeOf, PIECE, type TokenKind } from "./token-kind.ts";
import { isVariablePiece, tokenKind } from "./token-shape.ts";

/** Characters of a line that are looked at, and of its masked form that are kept: the rest is one variable part. */
const MOST_CHARACTERS = 16_384;
const MOST_MASKED = 4096;
/** A quote that closes so far on, or not at all, quotes nothing. */
const LONGEST_QUOTATION = 512;

/** A longer word is a text that something else has made: Base64 and the like. */
const LONGEST_WORD = 128;

const QUOTE_MARK = 0x22;
const COLON = 0x3a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const PIECE_CODE = PIECE.charCodeAt(0);

/** Members of a JSON line whose text is read word by word, as that of the line itself would be. */
const MESSAGE_KEYS: ReadonlySet<string> = new Set(["message", "msg", "@message", "log", "event", "text"]);

/**
 * Masks lines: what is a time, a number, an identifier or of another kind that shows in the text
 * becomes one character, so that lines that differ in such parts alone become the same. Blanks
 * become one space; a line that begins with `{` is read as JSON, whose texts are one token each but
 * for the message.
 */
export class LineMasker {
  readonly #out = new MaskedText(MOST_MASKED + 64);
  #text = "";
  #end = 0;
  #isJson = false;
  /** Where the message of a JSON line ends. */
  #messageEnd = -1;
  #isMessageNext = false;

  /** Masks a line; what comes of it stands until the next call. */
  mask(text: string): void {
    this.#text = text;
    this.#end = Math.min(text.length, MOST_CHARACTERS);
    this.#isJson = /^\s*\{/.test(text);
    this.#messageEnd = -1;
    this.#isMessageNext = false;
    this.#out.cutTo(0);
    let at = 0;
    while (at < this.#end && classOf(text.charCodeAt(at)) === BLANK) at++;
    while (at < this.#end) {
      if (this.#out.length >= MOST_MASKED) {
        this.#kind("Token");
        return;
      }
      at = this.#next(at);
    }
    if (text.length > MOST_CHARACTERS) this.#kind("Token");
  }

  /** Equal for equal masked lines, and different for different ones but for a chance of 2^-53. */
  get hash(): number {
    return this.#out.hash();
  }

  get masked(): string {
    return this.#out.toString();
  }

  /** Takes what begins at a place; where the next begins. */
  #next(at: number): number {
    const code = this.#text.charCodeAt(at);
    switch (classOf(code)) {
      case BLANK:
        return this.#blanks(at);
      case LETTER:
      case DIGIT:
        return this.#token(at, this.#end);
      case QUOTE:
        return this.#isJson ? this.#jsonQuote(at) : this.#quote(at);
      case CONNECTOR:
        return this.#connector(at);
      default:
        this.#out.put(code);
        return at + 1;
    }
  }

  #blanks(start: number): number {
    let at = start;
    let hasNewline = false;
    while (at < this.#end && classOf(this.#text.charCodeAt(at)) === BLANK) {
      hasNewline ||= this.#text.charCodeAt(at) === NEWLINE;
      at++;
    }
    if (at >= this.#end) return at;
    this.#out.put(SPACE);
    if (!hasNewline || this.#isJson) return at;
    // The lines behind the first, such as those of a stack trace, are as many as may be.
    this.#kind("Token");
    return this.#end;
  }

  #kind(kind: TokenKind): void {
    this.#out.boundary();
    this.#out.put(codeOf(kind));
    this.#out.boundary();
  }

  /** A token that begins with a letter or digit. */
  #token(start: number, limit: number): number {
    const text = this.#text;
    if (isDigit(text.charCodeAt(start))) {
      const time = timeAt(text, start);
      if (time !== undefined && !isWordCharacter(text.charCodeAt(time.end))) {
        this.#kind(time.isDateAlone ? "Date" : "Time");
        return time.end;
      }
    }
    const end = this.#tokenEnd(start, limit);
    const special = this.#special(start, end, limit);
    if (special !== undefined) return special;
    const kind = end - start > LONGEST_WORD ? "Token" : tokenKind(text, start, end);
    if (kind === undefined) this.#word(start, end);
    else this.#kind(kind);
    return end;
  }

  #tokenEnd(start: number, limit: number): number {
    const text = this.#text;
    let at = start;
    while (at < limit) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH && start < this.#messageEnd) break;
      const kind = classOf(code);
      if (kind === LETTER || kind === DIGIT) at++;
      else if ((kind === CONNECTOR || text[at] === "'") && isWordCharacter(text.charCodeAt(at + 1))) at += 2;
      else break;
    }
    return Math.min(at, limit);
  }

  /** Kinds that go on behind the end of a token. */
  #special(start: number, end: number, limit: number): number | undefined {
    const text = this.#text;
    if (end - start === 3) {
      const time = monthTimeAt(text, start);
      if (time !== undefined) {
        this.#kind(time.isDateAlone ? "Date" : "Time");
        return time.end;
      }
    }
    if (text.charCodeAt(end) !== COLON || end >= limit) return undefined;
    if (text.charCodeAt(end + 1) === SLASH && text.charCodeAt(end + 2) === SLASH) return this.#toPathEnd(end, "URL");
    if (end - start === 1 && text.charCodeAt(end + 1) === BACKSLASH) return this.#toPathEnd(end + 1, "Path");
    if (end - start > 4) return undefined;
    const address = /^(?:[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{1,4}(?::{1,2}[0-9a-fA-F]{1,4}){2,7})/.exec(
      text.slice(start, start + 40),
    )?.[0];
    if (address === undefined || isWordCharacter(text.charCodeAt(start + address.length))) return undefined;
    this.#kind(address.length === 17 && /^(?:..:){5}..$/.test(address) ? "MAC" : "IP");
    return start + address.length;
  }

  /** A word as it is, but for the pieces that differ from line to line. */
  #word(start: number, end: number): void {
    const text = this.#text;
    this.#out.boundary();
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (!isPieceCharacter(code)) {
        this.#out.put(code);
        at++;
        continue;
      }
      let pieceEnd = at;
      let hasDigit = false;
      while (pieceEnd < end && isPieceCharacter(text.charCodeAt(pieceEnd))) {
        hasDigit ||= isDigit(text.charCodeAt(pieceEnd));
        pieceEnd++;
      }
      if (hasDigit) this.#pieceWithDigits(at, pieceEnd);
      else this.#out.putText(text, at, pieceEnd);
      at = pieceEnd;
    }
    this.#out.boundary();
  }

  #pieceWithDigits(start: number, end: number): void {
    const text = this.#text;
    if (isVariablePiece(text, start, end)) {
      this.#out.put(PIECE_CODE);
      return;
    }
    let at = start;
    while (at < end) {
      let digits = 0;
      while (at + digits < end && isDigit(text.charCodeAt(at + digits))) digits++;
      if (digits >= 4) {
        this.#out.put(PIECE_CODE);
        at += digits;
      } else {
        for (const to = at + Math.max(1, digits); at < to; at++) this.#out.put(text.charCodeAt(at));
      }
    }
  }

  /** What begins with a character that joins: a path, a negative number, or a separator. */
  #connector(at: number): number {
    const text = this.#text;
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === BACKSLASH && at < this.#messageEnd) return this.#escape(at, next);
    const isAtStart = at === 0 || !isWordCharacter(text.charCodeAt(at - 1));
    if (isAtStart && code === SLASH && (isPathStart(next) || this.#isRoot(at))) return this.#toPathEnd(at, "Path");
    if (isAtStart && (code === 0x2e || code === 0x7e)) {
      const slash = next === 0x2e ? at + 2 : at + 1;
      if (text.charCodeAt(slash) === SLASH && isPathStart(text.charCodeAt(slash + 1)))
        return this.#toPathEnd(at, "Path");
    }
    const before = at === 0 ? SPACE : text.charCodeAt(at - 1);
    if (
      code === 0x2d &&
      isDigit(next) &&
      (classOf(before) === BLANK || "=:([,".includes(String.fromCharCode(before)))
    ) {
      return this.#token(at + 1, this.#end);
    }
    this.#out.put(code);
    return at + 1;
  }

  /** What is escaped in the message of a JSON line: a text in quotes, or the end of its first line. */
  #escape(at: number, next: number): number {
    const text = this.#text;
    if (next === 0x6e) {
      this.#kind("Token");
      return this.#messageEnd;
    }
    this.#out.put(BACKSLASH);
    if (next !== QUOTE_MARK) return at + 1;
    this.#out.put(QUOTE_MARK);
    let close = text.indexOf('\\"', at + 2);
    while (close > 0 && text.charCodeAt(close - 1) === BACKSLASH) close = text.indexOf('\\"', close + 2);
    if (close < 0 || close >= this.#messageEnd) return at + 2;
    this.#quoted(at + 2, close);
    this.#out.put(BACKSLASH);
    this.#out.put(QUOTE_MARK);
    return close + 2;
  }

  /** A slash alone, as the path in `GET / HTTP/1.1`. */
  #isRoot(at: number): boolean {
    const text = this.#text;
    const isAlone = at + 1 >= text.length || text.charCodeAt(at + 1) === SPACE;
    return isAlone && text.charCodeAt(at - 1) === SPACE && classOf(text.charCodeAt(at - 2)) === LETTER;
  }

  /** A path or address up to its end, without the punctuation of a sentence behind it. */
  #toPathEnd(start: number, kind: TokenKind): number {
    const text = this.#text;
    let at = start + 1;
    while (at < this.#end && !PATH_ENDS.has(text.charCodeAt(at)) && text.charCodeAt(at) > SPACE) at++;
    while (at > start + 1 && ".,:;".includes(text[at - 1] as string)) at--;
    this.#kind(kind);
    return at;
  }

  /** A text in quotes is one token. */
  #quote(at: number): number {
    const text = this.#text;
    const code = text.charCodeAt(at);
    const isAtStart = at === 0 || !isWordCharacter(text.charCodeAt(at - 1));
    const close = isAtStart ? closingQuote(text, at, Math.min(this.#end, at + LONGEST_QUOTATION)) : -1;
    this.#out.put(code);
    if (close < 0 || isWordCharacter(text.charCodeAt(close + 1))) return at + 1;
    this.#quoted(at + 1, close);
    this.#out.put(code);
    return close + 1;
  }

  #quoted(start: number, end: number): void {
    if (start === end) {
      this.#out.boundary();
      this.#out.boundary();
      return;
    }
    const { length } = this.#out;
    const code = this.#text.charCodeAt(start);
    const end2 = isWordCharacter(code)
      ? this.#token(start, end)
      : code === SLASH
        ? this.#whole("Path", end)
        : this.#whole("Token", end);
    if (end2 === end) return;
    this.#out.cutTo(length);
    this.#kind("Token");
  }

  #whole(kind: TokenKind, end: number): number {
    this.#kind(kind);
    return end;
  }

  /** A quote of a JSON line: the begin of a key or text, or the end of the message. */
  #jsonQuote(at: number): number {
    const text = this.#text;
    const code = text.charCodeAt(at);
    if (at < this.#messageEnd) return this.#quote(at);
    if (code !== QUOTE_MARK || at === this.#messageEnd) {
      this.#out.put(code);
      return at + 1;
    }
    const close = closingQuote(text, at, this.#end);
    this.#out.put(code);
    if (close < 0) return at + 1;
    if (this.#isMessageNext) {
      this.#isMessageNext = false;
      this.#messageEnd = close;
      return at + 1;
    }
    if (isKey(text, close) && close - at <= LONGEST_WORD) {
      this.#isMessageNext = MESSAGE_KEYS.has(text.slice(at + 1, close));
      this.#word(at + 1, close);
    } else this.#quoted(at + 1, close);
    this.#out.put(code);
    return close + 1;
  }
}

const PATH_ENDS: ReadonlySet<number> = new Set([...`"'\`<>()[],;|`].map((character) => character.charCodeAt(0)));

function isPathStart(code: number): boolean {
  return isWordCharacter(code) || code === 0x7b || code === 0x2e || code === 0x3a || code === 0x2a;
}

function isPieceCharacter(code: number): boolean {
  return code !== 0x5f && isWordCharacter(code);
}

/** The quote that closes the one at `start`, before `end`; quotes behind a backslash do not. */
function closingQuote(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  for (let at = start + 1; at < end; at++) {
    const each = text.charCodeAt(at);
    if (each === BACKSLASH) at++;
    else if (each === code) return at;
  }
  return -1;
}

function isKey(text: string, close: number): boolean {
  let at = close + 1;
  while (text.charCodeAt(at) === SPACE) at++;
  return text.charCodeAt(at) === COLON;
}
