import { DIGIT, HEXADECIMAL, isDigitAt, LETTER, MARKS } from "./character-class.ts";
import { AT, DASH, DOT, SLASH, UNDERSCORE, ZERO } from "./characters.ts";
import type { TokenKind } from "./token-kind.ts";
import { DURATION_UNITS, SIZE_UNITS } from "./word-lists.ts";

const DURATIONS: ReadonlySet<string> = new Set(DURATION_UNITS);
const SIZES: ReadonlySet<string> = new Set(SIZE_UNITS);

/** What a token is made of. */
interface Make {
  readonly digits: number;
  readonly letters: number;
  readonly isHexadecimal: boolean;
  readonly dots: number;
  readonly dashes: number;
  readonly hasUnderscore: boolean;
  /** Slashes and at-signs. */
  readonly joints: number;
}

/** The kind that shows in the text of a whole token; undefined for words, also those with digits. */
export function tokenKind(bytes: Buffer, start: number, end: number): TokenKind | undefined {
  const make = makeOf(bytes, start, end);
  if (make.joints > 0) {
    const at = indexOf(bytes, AT, start, end);
    if (at > start && indexOf(bytes, DOT, at, end) > 0) return "Email";
    return isRelativePath(bytes, start, end) ? "Path" : undefined;
  }
  const { digits, letters, dots, dashes } = make;
  if (digits === 0) return undefined;
  if (letters === 0) return numberKind(bytes, start, end, make);
  if (isUuid(bytes, start, end, make)) return "UUID";
  if (bytes[start] === 0x30 && (bytes[start + 1] === 0x78 || bytes[start + 1] === 0x58)) return "Hex";
  if (isDigitAt(bytes, start)) {
    const unit = unitKind(bytes, start, end);
    if (unit !== undefined) return unit;
  }
  if (dots + dashes > 0) return undefined;
  if (make.isHexadecimal && end - start >= 6) return "ID";
  return end - start >= 16 && digits >= 2 && !make.hasUnderscore ? "ID" : undefined;
}

/** Whether a piece of a token, between its connectors, differs from line to line. */
export function isVariablePiece(bytes: Uint8Array, start: number, end: number): boolean {
  let digits = 0;
  let changes = 0;
  let both = HEXADECIMAL;
  for (let at = start; at < end; at++) {
    const marks = MARKS[bytes[at] as number] as number;
    both &= marks;
    if (marks & DIGIT) digits++;
    if (at > start && ((marks ^ (MARKS[bytes[at - 1] as number] as number)) & DIGIT) !== 0) changes++;
  }
  const length = end - start;
  if (digits === 0) return false;
  if (digits === length) return length >= 4;
  return (both !== 0 && length >= 6) || (changes >= 2 && length >= 5) || (length >= 16 && digits >= 2);
}

function makeOf(bytes: Uint8Array, start: number, end: number): Make {
  let digits = 0;
  let letters = 0;
  let dots = 0;
  let dashes = 0;
  let joints = 0;
  let isHexadecimal = true;
  let hasUnderscore = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const marks = MARKS[byte] as number;
    if (marks & DIGIT) digits++;
    else if (marks & LETTER) {
      letters++;
      isHexadecimal &&= (marks & HEXADECIMAL) !== 0;
      hasUnderscore ||= byte === UNDERSCORE;
    } else if (byte === DOT) dots++;
    else if (byte === DASH) dashes++;
    else if (byte === SLASH || byte === AT) joints++;
  }
  return { digits, letters, isHexadecimal, dots, dashes, hasUnderscore, joints };
}

function numberKind(bytes: Uint8Array, start: number, end: number, { dots, dashes }: Make): TokenKind {
  if (dashes > 0) return "ID";
  if (dots < 2) return "Number";
  return dots === 3 && isAddress(bytes, start, end) ? "IP" : "Version";
}

/** Whether each of the numbers between dots is at most 255, in at most three digits. */
function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
  let number = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === DOT) {
      number = 0;
      digits = 0;
      continue;
    }
    number = number * 10 + byte - ZERO;
    digits++;
    if (digits > 3 || number > 255) return false;
  }
  return true;
}

const UUID_DASHES = [8, 13, 18, 23];

function isUuid(bytes: Uint8Array, start: number, end: number, { dashes, dots, isHexadecimal }: Make): boolean {
  const isLong = end - start === 36 && dashes === 4 && dots === 0 && isHexadecimal;
  return isLong && UUID_DASHES.every((at) => bytes[start + at] === DASH);
}

/** A number with a unit, or several: `12ms`, `3.5GB`, `1h30m`. */
function unitKind(bytes: Buffer, start: number, end: number): TokenKind | undefined {
  let kind: TokenKind | undefined;
  let at = start;
  while (at < end) {
    const number = at;
    while (at < end && (isDigitAt(bytes, at) || (at > number && bytes[at] === DOT))) at++;
    const unitStart = at;
    while (at < end && !isDigitAt(bytes, at)) at++;
    if (number === unitStart || at - unitStart > LONGEST_UNIT) return undefined;
    const unit = bytes.toString("utf8", unitStart, at);
    const found = DURATIONS.has(unit) ? "Duration" : SIZES.has(unit.toLowerCase()) ? "Size" : undefined;
    if (found === undefined || (kind !== undefined && found !== kind)) return undefined;
    kind = found;
  }
  return kind;
}

const LONGEST_UNIT = 5;

/** `src/app/main` and `app/main.ts`, but not `and/or`, `HTTP/1.1`, `application/json`. */
function isRelativePath(bytes: Uint8Array, start: number, end: number): boolean {
  const first = indexOf(bytes, SLASH, start, end);
  if (first < 0) return false;
  if (indexOf(bytes, SLASH, first + 1, end) > 0) return true;
  const dot = indexOf(bytes, DOT, first + 1, end);
  return dot > 0 && !isDigitAt(bytes, dot + 1);
}

/** Like that of a buffer, which would look beyond the end. */
function indexOf(bytes: Uint8Array, byte: number, start: number, end: number): number {
  for (let at = start; at < end; at++) if (bytes[at] === byte) return at;
  return -1;
}
