import { goBack } from "./amounts";
import { BACKSLASH, bitsOf, COLON, isWordAt, QUOTE_MARK, SLASH, SPACE } from "./marks";
import { BOUNDARY, maskedEnd, PATH, put, putKind, TOKEN } from "./masked";
import { isPlain, lineEnd, LONGEST_WORD, messageEnd, putToken, setMessageEnd } from "./token";
import { putWord } from "./word";
import { isInList, MESSAGE_KEYS, wordOf } from "./words";

/** Texts in quotes: keys, texts and the message of JSON lines, and quotations in all lines. */

/** A quote that closes so far on, or not at all, quotes nothing. */
const LONGEST_QUOTATION: usize = 512;

/** Whether the next text is the message. */
export let isMessageNext: bool = false;

export function startQuotations(): void {
  isMessageNext = false;
}

/** A quote in a text: what stands up to the quote that closes it is one token. */
export function putQuotation(at: usize, isBehindWord: bool): usize {
  const byte = load<u8>(at);
  const close: usize = isBehindWord ? 0 : closingQuote(at, min(lineEnd, at + LONGEST_QUOTATION));
  put(byte);
  if (!close || (close + 1 < lineEnd && isWordAt(close + 1))) return at + 1;
  putQuoted(at + 1, close);
  put(byte);
  return close + 1;
}

/** A quote in a JSON line: the begin of a key or text, or the end of the message. */
export function putJsonQuote(at: usize, isBehindWord: bool): usize {
  if (at < messageEnd) return putQuotation(at, isBehindWord);
  const byte = load<u8>(at);
  put(byte);
  if (byte != QUOTE_MARK || at == messageEnd) return at + 1;
  if (isMessageNext) {
    isMessageNext = false;
    setMessageEnd(closingQuote(at, lineEnd));
    return at + 1;
  }
  const before = maskedEnd;
  // Most texts are one word, so that it is found where they end.
  const wordEnd = isWordAt(at + 1) ? putToken(at + 1, lineEnd) : at + 1;
  const isWord = wordEnd < lineEnd && wordEnd > at + 1 && load<u8>(wordEnd) == QUOTE_MARK;
  const close = isWord ? wordEnd : closingQuote(at, lineEnd);
  if (!isWord) goBack(before);
  if (!close) return at + 1;
  if (isKey(close) && close - at <= LONGEST_WORD) {
    if (!isWord || !isPlain) {
      goBack(before);
      putWord(at + 1, close);
    }
    isMessageNext = isMessageKey(at + 1, close);
  } else if (!isWord) putQuoted(at + 1, close);
  put(byte);
  return close + 1;
}

/** A text of a JSON line that is neither key nor message, by its two ends; false where it is masked beyond them. */
export function putText(start: usize, end: usize): bool {
  const before = maskedEnd;
  if (isWordAt(start)) {
    const wordEnd = putToken(start, lineEnd);
    if (wordEnd == end) return true;
    if (load<u8>(wordEnd) == QUOTE_MARK) return false;
    goBack(before);
  }
  putQuoted(start, end);
  return true;
}

/** What is escaped in the message of a JSON line: a text in quotes, or the end of its first line. */
export function putEscape(at: usize): usize {
  const next = load<u8>(at + 1);
  if (next == 0x6e) {
    putKind(TOKEN);
    return messageEnd;
  }
  put(BACKSLASH);
  if (next != QUOTE_MARK) return at + 1;
  put(QUOTE_MARK);
  const close = closingEscapedQuote(at + 2, messageEnd);
  if (!close) return at + 2;
  putQuoted(at + 2, close);
  put(BACKSLASH);
  put(QUOTE_MARK);
  return close + 2;
}

function putQuoted(start: usize, end: usize): void {
  if (start == end) {
    put(BOUNDARY);
    put(BOUNDARY);
    return;
  }
  if (isWordAt(start)) {
    const before = maskedEnd;
    if (putToken(start, end) == end) return;
    goBack(before);
  }
  putKind(load<u8>(start) == SLASH ? PATH : TOKEN);
}

/** The quote that closes the one at `start`, before `end`; quotes behind a backslash do not. */
function closingQuote(start: usize, end: usize): usize {
  const byte = load<u8>(start);
  let at = start + 1;
  while (at < end) {
    const bytes = v128.load(at);
    const stops = bitsOf(bytes, byte) | bitsOf(bytes, BACKSLASH);
    if (!stops) {
      at += 16;
      continue;
    }
    at += ctz(stops);
    if (at >= end) return 0;
    if (load<u8>(at) == byte) return at;
    at += 2;
  }
  return 0;
}

/** Where the backslash of `\"` is that closes a text in quotes within a JSON text. */
function closingEscapedQuote(start: usize, end: usize): usize {
  for (let at = start; at + 1 < end; at++) {
    if (load<u8>(at) != BACKSLASH) continue;
    const next = load<u8>(at + 1);
    if (next == QUOTE_MARK) return at;
    // Of `\\\"` the quote is one within the text.
    at += next == BACKSLASH && load<u8>(at + 2) == BACKSLASH ? 3 : 1;
  }
  return 0;
}

function isKey(close: usize): bool {
  let at = close + 1;
  while (load<u8>(at) == SPACE) at++;
  return load<u8>(at) == COLON;
}

export function isMessageKey(start: usize, end: usize): bool {
  const length = end - start;
  return length > 0 && length <= 8 && isInList(MESSAGE_KEYS, wordOf(start, length));
}
