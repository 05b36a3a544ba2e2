import { logNumber, type Value, valueList, valueMap } from "./value.ts";

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
const BLANKS = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** `JSON.parse` would lose digits of numbers and put members named by numbers first. */
class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Value {
    const value = this.#value();
    if (this.#next() !== "") throw new NotJson();
    return value;
  }

  #value(): Value {
    switch (this.#next()) {
      case "{":
        return this.#nested(() => valueMap(this.#members()));
      case "[":
        return this.#nested(() => valueList(this.#items()));
      case '"':
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #nested<Result>(read: () => Result): Result {
    if (++this.#depth > DEEPEST) throw new NotJson();
    this.#at++;
    const result = read();
    this.#depth--;
    return result;
  }

  #members(): Map<string, Value> {
    const members = new Map<string, Value>();
    if (this.#takes("}")) return members;
    do {
      if (this.#next() !== '"') throw new NotJson();
      const key = this.#string();
      this.#expect(":");
      members.set(key, this.#value());
    } while (this.#takes(","));
    this.#expect("}");
    return members;
  }

  #items(): Value[] {
    const items: Value[] = [];
    if (this.#takes("]")) return items;
    do items.push(this.#value());
    while (this.#takes(","));
    this.#expect("]");
    return items;
  }

  #string(): string {
    const start = this.#at;
    let end = start;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end < 0) throw new NotJson();
    } while (isEscaped(this.#text, end));
    this.#at = end + 1;
    const inner = this.#text.slice(start + 1, end);
    return NEEDS_DECODING.test(inner) ? decodeString(this.#text.slice(start, end + 1)) : inner;
  }

  #scalar(): Value {
    SCALAR.lastIndex = this.#at;
    const text = SCALAR.exec(this.#text)?.[0];
    if (text === undefined) throw new NotJson();
    this.#at += text.length;
    if (text === "null") return undefined;
    return text === "true" || text === "false" ? text === "true" : logNumber(Number(text), text);
  }

  /** The next character behind blanks; empty at the end. */
  #next(): string {
    BLANKS.lastIndex = this.#at;
    BLANKS.test(this.#text);
    this.#at = BLANKS.lastIndex;
    return this.#text.charAt(this.#at);
  }

  #takes(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    if (!this.#takes(character)) throw new NotJson();
  }
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
