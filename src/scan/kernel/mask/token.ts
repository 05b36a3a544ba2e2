import { addressEnd, addressKind } from "./address";
import { noteKind } from "./amounts";
import { isDateAlone, monthTimeEnd, timeEnd } from "./date-time";
import { isSure, tokenKind } from "./kind";
import {
  BACKSLASH,
  COLON,
  CONNECTOR,
  digitsIn,
  DOT,
  inTable,
  isDigitAt,
  isWordAt,
  JOINS_PATH,
  marksOf,
  rowsOf,
  SLASH,
  SPACE,
  splat,
  wordBits,
} from "./marks";
import { BOUNDARY, DATE, maskedEnd, NO_KIND, NUMBER, PATH, putKind, setMaskedEnd, TIME, TOKEN, URL } from "./masked";
import { putShortWord, putWord } from "./word";

/** A longer word is a text that something else has made: Base64 and the like. */
export const LONGEST_WORD: usize = 128;

/** Where the line ends, and where the message of a JSON line does. */
export let lineEnd: usize = 0;
export let messageEnd: usize = 0;
/** Whether the last token was put as it stands. */
export let isPlain: bool = false;
/** Whether all of the line was masked beyond doubt. */
export let isLineSure: bool = true;

export function startTokens(end: usize): void {
  lineEnd = end;
  messageEnd = 0;
  isLineSure = true;
}

export function setMessageEnd(end: usize): void {
  messageEnd = end;
}

/**
 * A token that begins with a letter or digit; gives the place behind it. It is put as it stands, 16 bytes at
 * a time, while its end is looked for, which is all for most words; others are looked at again. At `limit`
 * stands no letter or digit.
 */
export function putToken(start: usize, limit: usize): usize {
  const before = maskedEnd;
  const isInMessage = start < messageEnd;
  let to = before + 1;
  let at = start;
  let digits = 0;
  let connectors: u8 = 0;
  let length: i32;
  store<u8>(before, BOUNDARY);
  while (true) {
    const bytes = v128.load(at);
    const digitVector = digitsIn(bytes);
    const words = wordBits(bytes, digitVector);
    v128.store(to, bytes);
    length = ctz(~words);
    while (length < 16) {
      const byte = load<u8>(at + <usize>length);
      const marks = marksOf(byte);
      const next = at + <usize>length + 1;
      if ((marks & CONNECTOR) == 0 || next >= limit || (isInMessage && byte == BACKSLASH) || !isWordAt(next)) break;
      connectors |= marks;
      length++;
      length += ctz(~(words >>> length) | (1 << (16 - length)));
    }
    digits |= i8x16.bitmask(digitVector) & ((1 << length) - 1);
    if (length < 16) break;
    at += 16;
    to += 16;
  }
  const end = at + <usize>length;
  const behind = end < limit ? load<u8>(end) : SPACE;
  const isShort = end - start <= LONGEST_WORD && (end - start != 3 || behind != SPACE);
  isPlain = digits == 0 && (connectors & JOINS_PATH) == 0 && behind != COLON && isShort;
  if (isPlain) {
    to += <usize>length;
    store<u8>(to, BOUNDARY);
    setMaskedEnd(to + 1);
    return end;
  }
  const isSimple = end - start <= 16 && connectors == 0 && behind != COLON && isShort;
  if (isSimple && putSimple(start, <i32>(end - start), digits, behind)) return end;
  return lookAgain(start, end, limit);
}

/** A number or a word with digits of at most 16 bytes, which stands by itself; false where it may be of another kind. */
// @ts-ignore: decorator
@inline
function putSimple(start: usize, length: i32, digits: i32, behind: u8): bool {
  if ((digits & 1) == 0) {
    putShortWord(start, length, digits);
    return true;
  }
  // A day of one or two digits may have a month behind it.
  if (digits != (1 << length) - 1 || (length <= 2 && behind == SPACE)) return false;
  noteKind(NUMBER, start, start + <usize>length);
  putKind(NUMBER);
  return true;
}

/** A token that may be of some kind, and may even go on behind its end. */
function lookAgain(start: usize, end: usize, limit: usize): usize {
  if (isDigitAt(start)) {
    const time = timeEnd(start);
    if (time && time <= lineEnd && !isWordAt(time)) {
      putKind(isDateAlone ? DATE : TIME);
      return time;
    }
  }
  const special = specialEnd(start, end, limit);
  if (special) return special;
  if (end - start > LONGEST_WORD) {
    putKind(TOKEN);
    return end;
  }
  const kind = tokenKind(start, end);
  if (!isSure) isLineSure = false;
  noteKind(kind, start, end);
  if (kind == NO_KIND) putWord(start, end);
  else putKind(kind);
  return end;
}

/** Puts a kind that goes on behind the end of a token; gives the place behind it, or 0. */
function specialEnd(start: usize, end: usize, limit: usize): usize {
  if (end - start == 3) {
    const time = monthTimeEnd(start);
    if (time && time <= lineEnd) {
      putKind(isDateAlone ? DATE : TIME);
      return time;
    }
  }
  if (end >= limit || load<u8>(end) != COLON) return 0;
  if (load<u8>(end + 1) == SLASH && load<u8>(end + 2) == SLASH) return putPath(end, URL);
  if (end - start == 1 && load<u8>(end + 1) == BACKSLASH) return putPath(end + 1, PATH);
  if (end - start > 4) return 0;
  const address = addressEnd(start, limit);
  if (!address || isWordAt(address)) return 0;
  putKind(addressKind(start, address));
  return address;
}

const PATH_ENDS: usize = memory.data<i8>([71, 3, 7, 3, 3, 3, 3, 7, 7, 7, 3, 43, -113, 35, 11, -125]);

/** A bit for each of 16 bytes that ends a path: blanks, quotes, brackets and what stands in lists. */
// @ts-ignore: decorator
@inline
function pathEndsIn(bytes: v128): i32 {
  return inTable(PATH_ENDS, v128.and(bytes, splat(0x0f)), rowsOf(bytes));
}

/** A path or address up to its end, without the punctuation of a sentence behind it. */
export function putPath(start: usize, kind: u8): usize {
  let at = start + 1;
  while (at < lineEnd) {
    const ends = pathEndsIn(v128.load(at));
    at += ends ? <usize>ctz(ends) : 16;
    if (ends) break;
  }
  at = min(at, lineEnd);
  while (at > start + 1 && endsSentence(load<u8>(at - 1))) at--;
  putKind(kind);
  return at;
}

function endsSentence(byte: u8): bool {
  return byte == DOT || byte == 0x2c || byte == COLON || byte == 0x3b;
}
