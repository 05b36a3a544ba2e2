import { isWordAt } from "./character-class.ts";
import { BACKSLASH, BRACE, COLON, DOT, QUOTE_MARK, SPACE, STAR } from "./characters.ts";
import { MESSAGE_KEYS } from "./word-lists.ts";

const MESSAGE_KEY_BYTES = MESSAGE_KEYS.map((key) => Buffer.from(key));
const LONGEST_MESSAGE_KEY = 8;

export function isPathStart(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  return isWordAt(bytes, at) || byte === BRACE || byte === DOT || byte === COLON || byte === STAR;
}

/** The start of the character that a place is in. */
export function characterStart(bytes: Uint8Array, place: number): number {
  let at = place;
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}

/** The quote that closes the one at `start`, before `end`; quotes behind a backslash do not. */
export function closingQuote(bytes: Uint8Array, start: number, end: number): number {
  const byte = bytes[start];
  for (let at = start + 1; at < end; at++) {
    const each = bytes[at];
    if (each === BACKSLASH) at++;
    else if (each === byte) return at;
  }
  return -1;
}

/** Where the backslash of `\"` is that closes a text in quotes within a JSON text; `\\\"` is a quote within it. */
export function closingEscapedQuote(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + 1 < end; at++) {
    if (bytes[at] !== BACKSLASH) continue;
    if (bytes[at + 1] === QUOTE_MARK) return at;
    at += bytes[at + 1] === BACKSLASH && bytes[at + 2] === BACKSLASH ? 3 : 1;
  }
  return -1;
}

export function isMessageKey(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length > LONGEST_MESSAGE_KEY) return false;
  for (const key of MESSAGE_KEY_BYTES) {
    if (key.length !== length) continue;
    let same = 0;
    while (same < length && bytes[start + same] === key[same]) same++;
    if (same === length) return true;
  }
  return false;
}

export function isKey(bytes: Uint8Array, close: number): boolean {
  let at = close + 1;
  while (bytes[at] === SPACE) at++;
  return bytes[at] === COLON;
}
