import { isMonthAt } from "./date-time";
import { isJson, putNext, startLine } from "./line";
import {
  BACKSLASH,
  bitsOf,
  COLON,
  CONNECTOR,
  DASH,
  digitsIn,
  DOT,
  hexadecimalLetterBits,
  inTable,
  isDigitAt,
  isWordAt,
  jointsIn,
  marksAt,
  rowsOf,
  SLASH,
  SPACE,
  splat,
  TILDE,
  wordBits,
} from "./marks";
import { BOUNDARY, maskedEnd, MOST_MASKED, setMaskedEnd } from "./masked";
import { putKnownWord } from "./known-words";
import { quickEnd, quickKind, quickMonthEnd } from "./quick";
import { isLineSure, lineEnd } from "./token";

/**
 * Sketches of lines that are no JSON: their bytes as they are, 16 at a time, but for tokens that may be of some
 * kind and what stands in quotes, which are masked. Lines with the same sketch have the same masked form, so that
 * a line whose sketch has come before costs little more than a copy.
 *
 * What is copied tells what it becomes: words of letters stay, whatever joins them, blanks become one, and all
 * else is a separator. What is masked stands between boundaries, which are never copied.
 */

/** A masked line is at most three times as long as the line: that of a longer one may be cut. */
const LONGEST_LINE: usize = MOST_MASKED / 3;
/** Where as many bytes stand together, the token may be too long for a word. */
const LONGEST_TOKEN: usize = 96;

const STOPS: usize = memory.data<i8>([91, 11, 15, 11, 11, 11, 11, 15, 11, 10, 3, 3, 35, 3, 3, -121]);

/** A bit for each byte that is never copied: digits, quotes, `/`, `@`, `\` and control characters but for tabs. */
// @ts-ignore: decorator
@inline
function stopsIn(lower: v128, rows: v128): i32 {
  return inTable(STOPS, lower, rows);
}

/**
 * Makes the sketch of a line where its masked form is made; false for JSON lines and those that are to be masked
 * in full.
 */
export function putSketch(start: usize, end: usize): bool {
  if (end - start > LONGEST_LINE) return false;
  let at = startLine(start, end);
  if (isJson) return false;
  let to = maskedEnd;
  /** Up to where the line was masked, and where the token at `at` began. */
  let floor = at;
  let tokenStart = at;
  /** Whether a letter stands before `at`, and whether it may be a hexadecimal one. */
  let before = 0;
  let beforeHexadecimal = 0;
  while (at < end) {
    const rest = end - at;
    const bytes = v128.load(at);
    const lower = v128.and(bytes, splat(0x0f));
    const rows = rowsOf(bytes);
    v128.store(to, bytes);
    const joints = jointsIn(lower, rows);
    const colons = bitsOf(bytes, COLON);
    // What stands behind the last byte is not known yet.
    const length = rest > 16 ? 16 - ((joints | colons) >>> 15) : min(<i32>rest, 16);
    const within = (1 << length) - 1;
    const digitVector = digitsIn(bytes);
    const words = wordBits(bytes, digitVector) & within;
    const inner = joints & ((words << 1) | before) & (words >>> 1);
    const digits = i8x16.bitmask(digitVector);
    const slashes = bitsOf(bytes, SLASH);
    const dots = bitsOf(bytes, DOT);
    const hexadecimals = digits | hexadecimalLetterBits(bytes);
    const mayStartPath = (dots | bitsOf(bytes, TILDE)) & ((slashes | dots) >>> 1);
    const maySign = bitsOf(bytes, DASH) & (digits >>> 1);
    const isBehindWord = (words << 1) | before;
    const mayBeAddress = ((hexadecimals << 1) | beforeHexadecimal) & ~(bitsOf(bytes, SPACE) >>> 1);
    const mayBePath = isBehindWord & ((slashes | bitsOf(bytes, BACKSLASH)) >>> 1);
    const mayJoin = (mayStartPath | maySign) & ~inner;
    const stops = (stopsIn(lower, rows) | mayJoin | (colons & (mayBeAddress | mayBePath))) & within;
    const outside = within & ~(words | inner) & ((stops & -stops) - 1);
    if (outside) tokenStart = at + <usize>(32 - clz(outside));
    if (!stops) {
      at += <usize>length;
      to += <usize>length;
      before = (words >>> (length - 1)) & 1;
      beforeHexadecimal = (hexadecimals >>> (length - 1)) & 1;
      if (!outside && at - tokenStart > LONGEST_TOKEN) return false;
      continue;
    }
    const stop = at + ctz(stops);
    let next = tokenStart;
    let tokenEnd: usize = 0;
    if (tokenStart == stop && isDigitAt(stop)) {
      next = behindMonth(stop, floor);
      tokenEnd = next == stop ? quickEnd(stop, end) : quickMonthEnd(next, end);
    }
    to = to + next - at;
    if (tokenEnd) {
      store<u32>(to, <u32>BOUNDARY | (<u32>quickKind << 8) | (<u32>BOUNDARY << 16));
      to += 3;
      next = tokenEnd;
    } else {
      setMaskedEnd(to);
      if (next < stop) {
        const end = putKnownWord(next, lineEnd);
        if (end) next = end;
      }
      while (next <= stop) next = putNext(next);
      to = maskedEnd;
    }
    at = next;
    floor = next;
    tokenStart = next;
    before = 0;
    beforeHexadecimal = 0;
  }
  setMaskedEnd(to);
  return isLineSure;
}

/** Where the name of a month begins that stands before a digit, and with it perhaps a time; or the digit. */
function behindMonth(digit: usize, floor: usize): usize {
  if (digit < floor + 4 || load<u8>(digit - 1) != SPACE) return digit;
  const end = load<u8>(digit - 2) == SPACE ? digit - 2 : digit - 1;
  const start = end - 3;
  if (start < floor || !isMonthAt(start)) return digit;
  if (start == floor) return start;
  const isInToken = isWordAt(start - 1) || (marksAt(start - 1) & CONNECTOR && start - 1 > floor && isWordAt(start - 2));
  return isInToken ? digit : start;
}
