import { isDateAlone, monthTimeEnd, timeEnd } from "./date-time";
import { isSure, tokenKind } from "./kind";
import { bitsOf, COLON, CONNECTOR, DASH, digitsIn, DOT, isWordAt, marksOf, SLASH, SPACE, WORD, wordBits } from "./marks";
import { DATE, IP, NO_KIND, NUMBER, TIME, VERSION } from "./masked";

/**
 * The most frequent tokens that begin with a digit, by few looks at 16 bytes: numbers, addresses, dates and
 * times. They are what `token.ts` would find, to which all others are left.
 */

/** The kind of what was found last. */
export let quickKind: u8 = NO_KIND;

/** The place behind the token that begins with the digit at `start`, in a line that ends at `limit`; or 0. */
export function quickEnd(start: usize, limit: usize): usize {
  const bytes = v128.load(start);
  const digits = i8x16.bitmask(digitsIn(bytes));
  const length = ctz(~digits);
  const end = start + <usize>length;
  const behind = load<u8>(end);
  const marks = marksOf(behind);
  if (length == 16) return 0;
  if (marks & WORD) return length == 8 ? 0 : unitEnd(start, bytes);
  if (marks & CONNECTOR && isWordAt(end + 1)) {
    if (behind == DOT) return dottedEnd(start, digits, bitsOf(bytes, DOT));
    return behind == DASH || behind == SLASH ? quickTimeEnd(start, limit) : 0;
  }
  if (behind == COLON && load<u8>(end + 1) != SPACE) return quickTimeEnd(start, limit);
  // A day of one or two digits may have a month behind it.
  if (length <= 2 && behind == SPACE && load<u8>(end + 4) == SPACE) return 0;
  quickKind = NUMBER;
  return end;
}

/**
 * Digits with letters behind them, most often a unit; joined by nothing. They begin no time, as eight digits
 * may that stand before a `T`.
 */
function unitEnd(start: usize, bytes: v128): usize {
  const length = ctz(~wordBits(bytes, digitsIn(bytes)));
  const end = start + <usize>length;
  const behind = load<u8>(end);
  if (length == 16 || (marksOf(behind) & CONNECTOR && isWordAt(end + 1))) return 0;
  if (behind == COLON && load<u8>(end + 1) != SPACE) return 0;
  quickKind = tokenKind(start, end);
  return isSure && quickKind != NO_KIND ? end : 0;
}

/** The place behind the date or time that begins with the name of a month, or 0. */
export function quickMonthEnd(start: usize, limit: usize): usize {
  const end = monthTimeEnd(start);
  quickKind = isDateAlone ? DATE : TIME;
  return end <= limit ? end : 0;
}

function quickTimeEnd(start: usize, limit: usize): usize {
  const end = timeEnd(start);
  quickKind = isDateAlone ? DATE : TIME;
  return end <= limit && !isWordAt(end) ? end : 0;
}

const LARGEST_IN_ADDRESS: u32 = 0x323535; // "255"

/** Digits with one dot between them, or with three between numbers too short for the year of a date. */
// @ts-ignore: decorator
@inline
function dottedEnd(start: usize, digits: i32, dots: i32): usize {
  const extent = ctz(~(digits | dots));
  // A dot behind the last digit does not belong to it.
  const length = extent - ((dots >>> (extent - 1)) & 1);
  const end = start + <usize>length;
  const behind = load<u8>(end);
  const marks = marksOf(behind);
  const hasDotsTogether = dots & (dots >>> 1) & ((1 << extent) - 1);
  if (extent == 16 || hasDotsTogether || marks & WORD || behind == COLON || (marks & CONNECTOR && isWordAt(end + 1))) return 0;
  const within = (1 << length) - 1;
  const inner = dots & within;
  const count = popcnt(inner);
  const hasLongNumber = digits & (digits >>> 1) & (digits >>> 2) & (digits >>> 3) & within;
  if (count == 1) {
    quickKind = NUMBER;
    return end;
  }
  if (count != 3 || hasLongNumber) return 0;
  quickKind = IP;
  let from = 0;
  for (let rest = inner | (1 << length); rest; rest &= rest - 1) {
    const to = ctz(rest);
    const number = bswap(load<u32>(start + <usize>from)) >>> 8;
    if (to - from == 3 && number > LARGEST_IN_ADDRESS) quickKind = VERSION;
    from = to + 1;
  }
  return end;
}
