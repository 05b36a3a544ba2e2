import { numberInLog, type Value } from "../values/index.ts";
import { buildPathTrie, type PathNode } from "./path-trie.ts";

/** What was found for a target: nothing, or the span of a leaf and what it is. */
const NOTHING = 0;
const PLAIN_TEXT = 1;
const ESCAPED_TEXT = 2;
const NUMBER = 3;
const TRUE = 4;
const FALSE = 5;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Bytes that a string may hold as they are: no quote, no backslash, no control character. */
const PLAIN_IN_STRING = new Uint8Array(256).map((_, byte) =>
  byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

/**
 * Reads wanted members out of one JSON document in bytes, and checks the whole document on the
 * way: it accepts exactly what `JSON.parse` accepts. The plain twin of any faster reader.
 *
 * After `scan`, `value(path)` gives what a path holds: the last of duplicate members, nothing for
 * null, objects and arrays (section 2.3).
 */
export class JsonScanner {
  readonly #root: PathNode;
  readonly #candidates: readonly (readonly number[])[];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #kinds: Uint8Array;
  /** The open containers inside a value that is only checked: 1 for an object, 0 for an array. */
  #stack = new Uint8Array(64);
  #bytes: Buffer = Buffer.alloc(0);
  #end = 0;
  /** Whether the string that was skipped last holds escapes. */
  #hasEscapes = false;

  constructor(paths: readonly string[]) {
    const { root, candidates } = buildPathTrie(paths);
    this.#root = root;
    this.#candidates = candidates;
    const count = candidates.flat().length;
    this.#starts = new Int32Array(count);
    this.#ends = new Int32Array(count);
    this.#kinds = new Uint8Array(count);
  }

  /** Scans the document in `bytes[start, end)`; false when it is not one valid JSON value. */
  scan(bytes: Buffer, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#end = end;
    this.#kinds.fill(NOTHING);
    const at = this.#skipBlanks(start);
    const after = this.#readValue(at, this.#root);
    const isValid = after >= 0 && this.#skipBlanks(after) === end;
    if (!isValid) this.#kinds.fill(NOTHING);
    return isValid;
  }

  /** The spans of an array's elements; the array was checked by `scan`. */
  elements(start: number): { start: number; end: number }[] {
    const spans: { start: number; end: number }[] = [];
    let at = this.#skipBlanks(this.#skipBlanks(start) + 1);
    while (this.#bytes[at] !== CLOSE_ARRAY) {
      const end = this.#skipValue(at);
      spans.push({ start: at, end });
      at = this.#skipBlanks(end);
      if (this.#bytes[at] === COMMA) at = this.#skipBlanks(at + 1);
    }
    return spans;
  }

  /** The value of the path with this index: of its candidates, the first that is there. */
  value(path: number): Value {
    for (const target of this.#candidates[path] ?? []) {
      if (this.#kinds[target] !== NOTHING) return this.#decode(target);
    }
    return undefined;
  }

  #decode(target: number): Value {
    const start = this.#starts[target] ?? 0;
    const end = this.#ends[target] ?? 0;
    switch (this.#kinds[target]) {
      case PLAIN_TEXT:
        return this.#bytes.toString("utf8", start, end);
      case ESCAPED_TEXT:
        return JSON.parse(this.#bytes.toString("utf8", start - 1, end + 1)) as string;
      case NUMBER:
        return numberInLog(this.#bytes.toString("latin1", start, end));
      default:
        return this.#kinds[target] === TRUE;
    }
  }

  /** Reads a value that may hold wanted members; gives the position behind it, or -1. */
  #readValue(at: number, node: PathNode): number {
    const first = this.#bytes[at];
    if (at < this.#end && node.children.length > 0) {
      if (first === OPEN_OBJECT) return this.#readObject(at, node);
      if (first === OPEN_ARRAY && node !== this.#root) return this.#readArray(at, node);
    }
    const end = this.#skipValue(at);
    if (end >= 0 && node.target >= 0) this.#note(node.target, at, end, first);
    return end;
  }

  #note(target: number, start: number, end: number, first: number | undefined): void {
    const isText = first === QUOTE;
    this.#starts[target] = isText ? start + 1 : start;
    this.#ends[target] = isText ? end - 1 : end;
    this.#kinds[target] = isText ? (this.#hasEscapes ? ESCAPED_TEXT : PLAIN_TEXT) : kindOf(first);
  }

  #readObject(open: number, node: PathNode): number {
    const bytes = this.#bytes;
    let at = this.#skipBlanks(open + 1);
    if (bytes[at] === CLOSE_OBJECT && at < this.#end) return at + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return -1;
      const keyEnd = this.#skipString(at);
      if (keyEnd < 0) return -1;
      const child = this.#childFor(node, at + 1, keyEnd - 1);
      at = this.#skipBlanks(keyEnd);
      if (at >= this.#end || bytes[at] !== COLON) return -1;
      at = this.#skipBlanks(at + 1);
      at = child === undefined ? this.#skipValue(at) : this.#readMember(at, child);
      if (at < 0) return -1;
      at = this.#skipBlanks(at);
      if (at >= this.#end) return -1;
      if (bytes[at] === CLOSE_OBJECT) return at + 1;
      if (bytes[at] !== COMMA) return -1;
      at = this.#skipBlanks(at + 1);
      if (at >= this.#end) return -1;
    }
  }

  /** The elements of an array are its members `0`, `1`, ... */
  #readArray(open: number, node: PathNode): number {
    const bytes = this.#bytes;
    let at = this.#skipBlanks(open + 1);
    if (bytes[at] === CLOSE_ARRAY && at < this.#end) return at + 1;
    for (let index = 0; ; index++) {
      const key = String(index);
      const child = node.children.find((candidate) => candidate.key === key);
      at = child === undefined ? this.#skipValue(at) : this.#readMember(at, child);
      if (at < 0) return -1;
      at = this.#skipBlanks(at);
      if (at >= this.#end) return -1;
      if (bytes[at] === CLOSE_ARRAY) return at + 1;
      if (bytes[at] !== COMMA) return -1;
      at = this.#skipBlanks(at + 1);
    }
  }

  /** A later member of the same name replaces all that an earlier one held. */
  #readMember(at: number, child: PathNode): number {
    for (const target of child.targets) this.#kinds[target] = NOTHING;
    return this.#readValue(at, child);
  }

  #childFor(node: PathNode, start: number, end: number): PathNode | undefined {
    if (this.#hasEscapes) {
      const key = JSON.parse(this.#bytes.toString("utf8", start - 1, end + 1)) as string;
      return node.children.find((child) => child.key === key);
    }
    for (const child of node.children) {
      const { keyBytes } = child;
      if (keyBytes.length === end - start && this.#hasBytes(start, keyBytes)) return child;
    }
    return undefined;
  }

  #hasBytes(start: number, expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    for (let index = 0; index < expected.length; index++) {
      if (bytes[start + index] !== expected[index]) return false;
    }
    return true;
  }

  #skipBlanks(from: number): number {
    const bytes = this.#bytes;
    let at = from;
    while (at < this.#end) {
      const byte = bytes[at] as number;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) break;
      at++;
    }
    return at;
  }

  /**
   * Checks any value and gives the position behind it, or -1. Nested containers are kept on a
   * stack of our own, because hostile nesting would exhaust the call stack.
   */
  #skipValue(from: number): number {
    let at = from;
    let depth = 0;
    for (;;) {
      if (at >= this.#end) return -1;
      const byte = this.#bytes[at];
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        const isObject = byte === OPEN_OBJECT;
        at = this.#skipBlanks(at + 1);
        if (at < this.#end && this.#bytes[at] === (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          at++;
        } else {
          this.#push(depth++, isObject);
          if (isObject) at = this.#skipKey(at);
          if (at < 0) return -1;
          continue;
        }
      } else {
        at = this.#skipLeaf(at, byte);
        if (at < 0) return -1;
      }
      for (;;) {
        if (depth === 0) return at;
        at = this.#skipBlanks(at);
        if (at >= this.#end) return -1;
        const isObject = this.#stack[depth - 1] === 1;
        const next = this.#bytes[at++];
        if (next === COMMA) {
          at = this.#skipBlanks(at);
          if (isObject) at = this.#skipKey(at);
          if (at < 0) return -1;
          break;
        }
        if (next !== (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) return -1;
        depth--;
      }
    }
  }

  #push(depth: number, isObject: boolean): void {
    if (depth === this.#stack.length) {
      const larger = new Uint8Array(depth * 2);
      larger.set(this.#stack);
      this.#stack = larger;
    }
    this.#stack[depth] = isObject ? 1 : 0;
  }

  /** Checks a key and its colon; gives the position of the value, or -1. */
  #skipKey(from: number): number {
    if (from >= this.#end || this.#bytes[from] !== QUOTE) return -1;
    const keyEnd = this.#skipString(from);
    if (keyEnd < 0) return -1;
    const at = this.#skipBlanks(keyEnd);
    if (at >= this.#end || this.#bytes[at] !== COLON) return -1;
    return this.#skipBlanks(at + 1);
  }

  #skipLeaf(at: number, first: number | undefined): number {
    if (first === QUOTE) return this.#skipString(at);
    if (first === MINUS || isDigit(first)) return this.#skipNumber(at);
    const literal = LITERALS[first ?? 0];
    if (literal === undefined || at + literal.length > this.#end || !this.#hasBytes(at, literal)) return -1;
    return at + literal.length;
  }

  /** Checks a string from its opening quote; gives the position behind the closing one, or -1. */
  #skipString(open: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = open + 1;
    this.#hasEscapes = false;
    for (;;) {
      while (at < end && PLAIN_IN_STRING[bytes[at] as number] === 1) at++;
      if (at >= end) return -1;
      if (bytes[at] === QUOTE) return at + 1;
      if (bytes[at] !== BACKSLASH) return -1;
      this.#hasEscapes = true;
      const length = this.#escapeLength(at + 1);
      if (length === 0) return -1;
      at += 1 + length;
    }
  }

  /** The length of an escape behind its backslash, or 0 where it is none. */
  #escapeLength(at: number): number {
    if (at >= this.#end) return 0;
    const byte = this.#bytes[at] as number;
    if (byte !== 0x75) return SIMPLE_ESCAPES.includes(byte) ? 1 : 0;
    if (at + 4 >= this.#end) return 0;
    for (let index = 1; index <= 4; index++) if (!isHexDigit(this.#bytes[at + index])) return 0;
    return 5;
  }

  /** number = [ "-" ] , ( "0" | digit 1-9 , digits ) , [ "." , digits ] , [ ( "e" | "E" ) , [ sign ] , digits ] */
  #skipNumber(from: number): number {
    const bytes = this.#bytes;
    let at = bytes[from] === MINUS ? from + 1 : from;
    const whole = at;
    at = this.#skipDigits(at);
    if (at === whole || (bytes[whole] === ZERO && at > whole + 1)) return -1;
    if (at < this.#end && bytes[at] === 0x2e) {
      const fraction = at + 1;
      at = this.#skipDigits(fraction);
      if (at === fraction) return -1;
    }
    if (at < this.#end && ((bytes[at] as number) | 0x20) === 0x65) {
      const sign = bytes[at + 1];
      const exponent = sign === 0x2b || sign === MINUS ? at + 2 : at + 1;
      at = this.#skipDigits(exponent);
      if (at <= exponent) return -1;
    }
    return at;
  }

  #skipDigits(from: number): number {
    let at = from;
    while (at < this.#end && isDigit(this.#bytes[at])) at++;
    return at;
  }
}

const SIMPLE_ESCAPES = new Uint8Array(Buffer.from('"\\/bfnrt'));

const LITERALS: Readonly<Record<number, Uint8Array>> = {
  116: Buffer.from("true"),
  102: Buffer.from("false"),
  110: Buffer.from("null"),
};

function kindOf(first: number | undefined): number {
  if (first === MINUS || isDigit(first)) return NUMBER;
  return first === 0x74 ? TRUE : first === 0x66 ? FALSE : NOTHING;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number | undefined): boolean {
  const lower = (byte ?? 0) | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
