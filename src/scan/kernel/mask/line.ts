import {
  BACKSLASH,
  BLANK,
  BRACE,
  COLON,
  CONNECTOR,
  DASH,
  DOT,
  isDigitAt,
  isWordAt,
  LETTER,
  marksAt,
  marksOf,
  QUOTE,
  SLASH,
  SPACE,
  STAR,
  TILDE,
  WORD,
} from "./marks";
import {
  isMaskedFull,
  MOST_BYTES,
  PATH,
  put,
  putKind,
  startMasked,
  TOKEN,
} from "./masked";
import { putEscape, putJsonQuote, putQuotation, startQuotations } from "./quotation";
import { isLineSure, lineEnd, messageEnd, putPath, putToken, startTokens } from "./token";

/**
 * Masks lines as `LineMasker` of `patterns/mask-line.ts` does, its plain twin, which says what a masked line is
 * and masks what is not sure here.
 */

const NEWLINE: u8 = 0x0a;

let lineStart: usize = 0;
/** Whether the line begins with `{`. */
export let isJson: bool = false;

/** Masks the bytes of a line, behind which there is a line end; false where the plain masker has to. */
export function maskLine(start: usize, end: usize): bool {
  if (end - start > MOST_BYTES) return false;
  let at = startLine(start, end);
  while (at < end && !isMaskedFull()) at = putNext(at);
  if (isMaskedFull()) putKind(TOKEN);
  return isLineSure;
}

/** Begins to mask a line; gives its first place that is no blank. */
export function startLine(start: usize, end: usize): usize {
  startMasked();
  startTokens(end);
  startQuotations();
  lineStart = start;
  let at = start;
  while (at < end && marksAt(at) & BLANK) at++;
  isJson = at < end && load<u8>(at) == BRACE;
  return at;
}

/** Takes what begins at a place; where the next begins. */
// @ts-ignore: decorator
@inline
export function putNext(at: usize): usize {
  const byte = load<u8>(at);
  const marks = marksOf(byte);
  if (marks & WORD) return putToken(at, lineEnd);
  if (marks & BLANK) return putBlanks(at);
  if (marks & QUOTE) return isJson ? putJsonQuote(at, isBehindWord(at)) : putQuotation(at, isBehindWord(at));
  if (marks & CONNECTOR) return putConnector(at);
  put(byte);
  return at + 1;
}

/** Whether the letters or digits of a token stand just before a place. */
function isBehindWord(at: usize): bool {
  return at > lineStart && isWordAt(at - 1);
}

function putBlanks(start: usize): usize {
  let at = start;
  let hasNewline = false;
  for (; at < lineEnd && marksAt(at) & BLANK; at++) if (load<u8>(at) == NEWLINE) hasNewline = true;
  if (at >= lineEnd) return at;
  put(SPACE);
  if (!hasNewline || isJson) return at;
  // The lines behind the first, such as those of a stack trace, are as many as may be.
  putKind(TOKEN);
  return lineEnd;
}

/** What begins with a character that joins: a path, a negative number, or a separator. */
function putConnector(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == BACKSLASH && at < messageEnd) return putEscape(at);
  const isAtStart = !isBehindWord(at);
  if (isAtStart && byte == SLASH && (isPathStart(at + 1) || isRoot(at))) return putPath(at, PATH);
  if (isAtStart && (byte == DOT || byte == TILDE)) {
    const slash = load<u8>(at + 1) == DOT ? at + 2 : at + 1;
    if (load<u8>(slash) == SLASH && isPathStart(slash + 1)) return putPath(at, PATH);
  }
  if (byte == DASH && at + 1 < lineEnd && isDigitAt(at + 1) && mayBeSign(at)) return putToken(at + 1, lineEnd);
  put(byte);
  return at + 1;
}

function isPathStart(at: usize): bool {
  const byte = load<u8>(at);
  return (marksOf(byte) & WORD) != 0 || byte == BRACE || byte == DOT || byte == COLON || byte == STAR;
}

/** A slash alone, as the path in `GET / HTTP/1.1`. */
function isRoot(at: usize): bool {
  const isAlone = at + 1 >= lineEnd || load<u8>(at + 1) == SPACE;
  return isAlone && at - 2 >= lineStart && load<u8>(at - 1) == SPACE && (marksAt(at - 2) & LETTER) != 0;
}

function mayBeSign(at: usize): bool {
  if (at == lineStart || marksAt(at - 1) & BLANK) return true;
  const before = load<u8>(at - 1);
  return before == 0x3d || before == COLON || before == 0x28 || before == 0x5b || before == 0x2c;
}
