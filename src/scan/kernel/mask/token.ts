import { addressEnd, addressKind } from "./address";
import { isDateAlone, monthTimeEnd, timeEnd } from "./date-time";
import { isSure, tokenKind } from "./kind";
import {
  BACKSLASH,
  COLON,
  CONNECTOR,
  digitsIn,
  DOT,
  ENDS_PATH,
  isDigitAt,
  isWordAt,
  JOINS_PATH,
  marksAt,
  marksOf,
  SLASH,
  SPACE,
  wordBits,
} from "./marks";
import { BOUNDARY, DATE, maskedEnd, NO_KIND, PATH, putKind, setMaskedEnd, TIME, TOKEN, URL } from "./masked";
import { putWord } from "./word";

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
  let joins: u8 = 0;
  store<u8>(before, BOUNDARY);
  while (true) {
    const bytes = v128.load(at);
    const digitVector = digitsIn(bytes);
    const length = ctz(~wordBits(bytes, digitVector));
    v128.store(to, bytes);
    digits |= i8x16.bitmask(digitVector) & ((1 << length) - 1);
    at += <usize>length;
    to += <usize>length;
    if (length == 16) continue;
    const byte = load<u8>(at);
    const marks = marksOf(byte);
    if ((marks & CONNECTOR) == 0 || at + 1 >= limit || (isInMessage && byte == BACKSLASH)) break;
    if (!isWordAt(at + 1)) break;
    joins |= marks & JOINS_PATH;
    at++;
    to++;
  }
  const behind = at < limit ? load<u8>(at) : SPACE;
  const isShort = at - start <= LONGEST_WORD && (at - start != 3 || behind != SPACE);
  isPlain = digits == 0 && joins == 0 && behind != COLON && isShort;
  if (!isPlain) return lookAgain(start, at, limit);
  store<u8>(to, BOUNDARY);
  setMaskedEnd(to + 1);
  return at;
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

/** A path or address up to its end, without the punctuation of a sentence behind it. */
export function putPath(start: usize, kind: u8): usize {
  let at = start + 1;
  while (at < lineEnd && (marksAt(at) & ENDS_PATH) == 0) at++;
  while (at > start + 1 && endsSentence(load<u8>(at - 1))) at--;
  putKind(kind);
  return at;
}

function endsSentence(byte: u8): bool {
  return byte == DOT || byte == 0x2c || byte == COLON || byte == 0x3b;
}
