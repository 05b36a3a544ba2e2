import { logNumber, type Value, valueList } from "./value.ts";

/**
 * Reads JSON text as a value: null is missing, numbers keep their digits, the last of several
 * members of one name wins and stands where the first one stood. Missing for anything that is no
 * JSON, and for what is nested deeper than any log.
 */
export function parseJson(text: string): Value {
  // Almost all text that is not JSON is told by a check that needs no exceptions.
  if (!/^[ \t\r\n]*[[{"\-0-9tf]/.test(text)) return undefined;
  try {
    return new JsonReader(text).read();
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

class NotJson extends Error {}

const DEEPEST = 500;
/** Escapes, and the control characters that JSON has only as escapes. */
const NEEDS_DECODING = /[^ -\uffff]|\\/;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** `JSON.parse` would lose digits of numbers and put members named by numbers first. */
class JsonReader {
  readonly #text: string;
  /** Whether a string may be more than what stands between its quotes: most texts have none of those. */
  readonly #mayNeedDecoding: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#mayNeedDecoding = NEEDS_DECODING.test(text);
  }

  read(): Value {
    const value = this.#value();
    if (this.#next() >= 0) throw new NotJson();
    return value;
  }

  #value(): Value {
    switch (this.#next()) {
      case OPENING_BRACE:
        return this.#map();
      case OPENING_BRACKET:
        return this.#list();
      case QUOTE:
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #map(): Value {
    this.#enter();
    const members = new Map<string, Value>();
    if (!this.#takes(CLOSING_BRACE)) {
      do {
        if (this.#next() !== QUOTE) throw new NotJson();
        const key = this.#string();
        this.#expect(COLON);
        members.set(key, this.#value());
      } while (this.#takes(COMMA));
      this.#expect(CLOSING_BRACE);
    }
    this.#depth--;
    return { kind: "map", members };
  }

  #list(): Value {
    this.#enter();
    const items: Value[] = [];
    if (!this.#takes(CLOSING_BRACKET)) {
      do items.push(this.#value());
      while (this.#takes(COMMA));
      this.#expect(CLOSING_BRACKET);
    }
    this.#depth--;
    return valueList(items);
  }

  #enter(): void {
    if (++this.#depth > DEEPEST) throw new NotJson();
    this.#at++;
  }

  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (end >= 0 && this.#mayNeedDecoding && isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) throw new NotJson();
    this.#at = end + 1;
    const inner = this.#text.slice(start + 1, end);
    if (!this.#mayNeedDecoding || !NEEDS_DECODING.test(inner)) return inner;
    return decodeString(this.#text.slice(start, end + 1));
  }

  #scalar(): Value {
    SCALAR.lastIndex = this.#at;
    const text = SCALAR.exec(this.#text)?.[0];
    if (text === undefined) throw new NotJson();
    this.#at += text.length;
    if (text === "null") return undefined;
    return text === "true" || text === "false" ? text === "true" : logNumber(Number(text), text);
  }

  /** The code of the next character behind blanks; -1 at the end. */
  #next(): number {
    let at = this.#at;
    while (isBlank(this.#text.charCodeAt(at))) at++;
    this.#at = at;
    return at < this.#text.length ? this.#text.charCodeAt(at) : -1;
  }

  #takes(character: number): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: number): void {
    if (!this.#takes(character)) throw new NotJson();
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Whether an odd number of backslashes stands in front of a quote. */
function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text.charCodeAt(start - 1) === 0x5c) start--;
  return (quote - start) % 2 === 1;
}

function decodeString(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    throw new NotJson();
  }
}
