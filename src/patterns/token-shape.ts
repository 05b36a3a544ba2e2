import { isDigit, isHexadecimal, isWordCharacter } from "./character-class.ts";
import type { TokenKind } from "./token-kind.ts";

const SLASH = 0x2f;
const DOT = 0x2e;
const DASH = 0x2d;
const AT = 0x40;

const DURATION_UNITS: ReadonlySet<string> = new Set([
  ...["ns", "us", "µs", "μs", "ms", "s", "sec", "secs", "m", "min", "mins", "h", "hr", "hrs", "d", "days"],
]);
const SIZE_UNITS: ReadonlySet<string> = new Set([
  ...["b", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "k", "g", "kbps", "mbps", "gbps", "bytes"],
]);

/** What a token with digits is made of. */
interface Make {
  readonly digits: number;
  readonly letters: number;
  readonly isHexadecimal: boolean;
  readonly dots: number;
  readonly dashes: number;
  readonly others: number;
}

/** The kind that shows in the text of a whole token; undefined for words, also those with digits. */
export function tokenKind(text: string, start: number, end: number): TokenKind | undefined {
  const make = makeOf(text, start, end);
  if (make.others > 0) {
    const at = text.indexOf("@", start);
    if (at > start && at < end && text.slice(at, end).includes(".")) return "Email";
    return isRelativePath(text, start, end) ? "Path" : undefined;
  }
  const { digits, letters, dots, dashes } = make;
  if (digits === 0) return undefined;
  if (letters === 0) return numberKind(text, start, end, make);
  if (isUuid(text, start, end, make)) return "UUID";
  if (text.charCodeAt(start) === 0x30 && (text[start + 1] === "x" || text[start + 1] === "X")) return "Hex";
  if (isDigit(text.charCodeAt(start))) {
    const unit = unitKind(text, start, end);
    if (unit !== undefined) return unit;
  }
  if (dots + dashes > 0) return undefined;
  if (make.isHexadecimal && end - start >= 6 && digits >= 1) return "ID";
  return end - start >= 16 && digits >= 2 && !text.slice(start, end).includes("_") ? "ID" : undefined;
}

/** Whether a piece of a token, between its connectors, differs from line to line. */
export function isVariablePiece(text: string, start: number, end: number): boolean {
  let digits = 0;
  let changes = 0;
  let isHex = true;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const digit = isDigit(code);
    if (digit) digits++;
    isHex &&= isHexadecimal(code);
    if (at > start && digit !== isDigit(text.charCodeAt(at - 1))) changes++;
  }
  const length = end - start;
  if (digits === 0) return false;
  if (digits === length) return length >= 4;
  return (isHex && length >= 6) || (changes >= 2 && length >= 5) || (length >= 16 && digits >= 2);
}

function makeOf(text: string, start: number, end: number): Make {
  let digits = 0;
  let letters = 0;
  let isHex = true;
  let dots = 0;
  let dashes = 0;
  let others = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (isWordCharacter(code)) {
      letters++;
      isHex &&= isHexadecimal(code);
    } else if (code === DOT) dots++;
    else if (code === DASH) dashes++;
    else if (code === SLASH || code === AT) others++;
  }
  return { digits, letters, isHexadecimal: isHex, dots, dashes, others };
}

function numberKind(text: string, start: number, end: number, { dots, dashes }: Make): TokenKind | undefined {
  if (dots === 3 && dashes === 0) {
    const parts = text.slice(start, end).split(".");
    return parts.every((part) => part.length <= 3 && Number(part) <= 255) ? "IP" : "Version";
  }
  if (dashes > 0) return "ID";
  return dots > 1 ? "Version" : "Number";
}

const UUID_DASHES = [8, 13, 18, 23];

function isUuid(text: string, start: number, end: number, { dashes, dots, isHexadecimal: isHex }: Make): boolean {
  const isLong = end - start === 36 && dashes === 4 && dots === 0 && isHex;
  return isLong && UUID_DASHES.every((at) => text.charCodeAt(start + at) === DASH);
}

/** A number with a unit, or several: `12ms`, `3.5GB`, `1h30m`. */
function unitKind(text: string, start: number, end: number): TokenKind | undefined {
  let kind: TokenKind | undefined;
  let at = start;
  while (at < end) {
    const number = at;
    while (at < end && (isDigit(text.charCodeAt(at)) || (at > number && text.charCodeAt(at) === DOT))) at++;
    const unitStart = at;
    while (at < end && !isDigit(text.charCodeAt(at))) at++;
    const unit = text.slice(unitStart, at);
    const found = DURATION_UNITS.has(unit) ? "Duration" : SIZE_UNITS.has(unit.toLowerCase()) ? "Size" : undefined;
    if (number === unitStart || found === undefined || (kind !== undefined && found !== kind)) return undefined;
    kind = found;
  }
  return kind;
}

/** `src/app/main` and `app/main.ts`, but not `and/or`, `HTTP/1.1`, `application/json`. */
function isRelativePath(text: string, start: number, end: number): boolean {
  const first = text.indexOf("/", start);
  if (first < 0 || first >= end) return false;
  const second = text.indexOf("/", first + 1);
  if (second >= 0 && second < end) return true;
  const dot = text.indexOf(".", first + 1);
  return dot >= 0 && dot < end - 1 && !isDigit(text.charCodeAt(dot + 1));
}
