import {
  AT,
  bitsOf,
  DASH,
  digitsIn,
  DOT,
  hexadecimalLetterBits,
  isDigitAt,
  SLASH,
  UNDERSCORE,
  wordBits,
  ZERO,
} from "./marks";
import { DURATION, EMAIL, HEX, ID, IP, NO_KIND, NUMBER, PATH, SIZE, UUID, VERSION } from "./masked";
import { DURATION_UNITS, isInList, SIZE_UNITS, wordOf } from "./words";

/** The kind of a token, as `patterns/token-shape.ts` finds it. */

/** What the token that was looked at last is made of. */
let digits: i32 = 0;
let letters: i32 = 0;
let dots: i32 = 0;
let dashes: i32 = 0;
/** Slashes and at-signs. */
let joints: i32 = 0;
let isHexadecimal: bool = true;
let hasUnderscore: bool = false;

/** Whether the kind that was found last is beyond doubt; else the line is left to the plain masker. */
export let isSure: bool = true;

/** The kind that shows in the text of a whole token. */
export function tokenKind(start: usize, end: usize): u8 {
  isSure = true;
  takeApart(start, end);
  if (joints > 0) return joinedKind(start, end);
  if (digits == 0) return NO_KIND;
  if (letters == 0) return numberKind(start, end);
  if (isUuid(start, end)) return UUID;
  if (load<u8>(start) == ZERO && (load<u8>(start + 1) | 0x20) == 0x78) return HEX;
  if (isDigitAt(start)) {
    const unit = unitKind(start, end);
    if (unit != NO_KIND || !isSure) return unit;
  }
  if (dots + dashes > 0) return NO_KIND;
  const length = end - start;
  if (isHexadecimal && length >= 6) return ID;
  return length >= 16 && digits >= 2 && !hasUnderscore ? ID : NO_KIND;
}

function takeApart(start: usize, end: usize): void {
  digits = 0;
  letters = 0;
  dots = 0;
  dashes = 0;
  joints = 0;
  let otherLetters = 0;
  let underscores = 0;
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at);
    const within = end - at < 16 ? (1 << <i32>(end - at)) - 1 : 0xffff;
    const digitVector = digitsIn(bytes);
    const digitBits = i8x16.bitmask(digitVector) & within;
    const letterBits = wordBits(bytes, digitVector) & within & ~digitBits;
    digits += popcnt(digitBits);
    letters += popcnt(letterBits);
    otherLetters |= letterBits & ~hexadecimalLetterBits(bytes);
    underscores |= bitsOf(bytes, UNDERSCORE) & within;
    dots += popcnt(bitsOf(bytes, DOT) & within);
    dashes += popcnt(bitsOf(bytes, DASH) & within);
    joints += popcnt((bitsOf(bytes, SLASH) | bitsOf(bytes, AT)) & within);
  }
  isHexadecimal = otherLetters == 0;
  hasUnderscore = underscores != 0;
}

function joinedKind(start: usize, end: usize): u8 {
  const at = indexOf(AT, start, end);
  if (at > start && indexOf(DOT, at, end)) return EMAIL;
  return isRelativePath(start, end) ? PATH : NO_KIND;
}

/** `src/app/main` and `app/main.ts`, but not `and/or`, `HTTP/1.1`, `application/json`. */
function isRelativePath(start: usize, end: usize): bool {
  const first = indexOf(SLASH, start, end);
  if (!first) return false;
  if (indexOf(SLASH, first + 1, end)) return true;
  const dot = indexOf(DOT, first + 1, end);
  return dot != 0 && !isDigitAt(dot + 1);
}

function indexOf(byte: u8, start: usize, end: usize): usize {
  for (let at = start; at < end; at++) if (load<u8>(at) == byte) return at;
  return 0;
}

function numberKind(start: usize, end: usize): u8 {
  if (dashes > 0) return ID;
  if (dots < 2) return NUMBER;
  return dots == 3 && isAddress(start, end) ? IP : VERSION;
}

/** Whether each of the numbers between dots is at most 255, in at most three digits. */
function isAddress(start: usize, end: usize): bool {
  let number = 0;
  let count = 0;
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (byte == DOT) {
      number = 0;
      count = 0;
      continue;
    }
    number = number * 10 + <i32>byte - <i32>ZERO;
    count++;
    if (count > 3 || number > 255) return false;
  }
  return true;
}

function isUuid(start: usize, end: usize): bool {
  if (end - start != 36 || dashes != 4 || dots != 0 || !isHexadecimal) return false;
  return (
    load<u8>(start + 8) == DASH &&
    load<u8>(start + 13) == DASH &&
    load<u8>(start + 18) == DASH &&
    load<u8>(start + 23) == DASH
  );
}

const LONGEST_UNIT: usize = 5;

/** A number with a unit, or several: `12ms`, `3.5GB`, `1h30m`. */
function unitKind(start: usize, end: usize): u8 {
  let kind = NO_KIND;
  let at = start;
  while (at < end) {
    const number = at;
    while (at < end && (isDigitAt(at) || (at > number && load<u8>(at) == DOT))) at++;
    const unit = at;
    while (at < end && !isDigitAt(at)) at++;
    if (number == unit || at == unit || at - unit > LONGEST_UNIT) return NO_KIND;
    const found = kindOfUnit(wordOf(unit, at - unit));
    if (found == NO_KIND || (kind != NO_KIND && found != kind)) return NO_KIND;
    kind = found;
  }
  return kind;
}

/** Units of size may be in either case; other scripts have letters whose small form is one of them. */
function kindOfUnit(unit: u64): u8 {
  if (isInList(DURATION_UNITS, unit)) return DURATION;
  isSure = (unit & 0x8080808080808080) == 0;
  return isInList(SIZE_UNITS, inSmallLetters(unit)) ? SIZE : NO_KIND;
}

function inSmallLetters(word: u64): u64 {
  let small = word;
  for (let shift: u64 = 0; shift < 64; shift += 8) {
    const byte = <u8>(word >> shift);
    if (<u8>(byte - 0x41) < 26) small |= <u64>0x20 << shift;
  }
  return small;
}
