import { COLON, COMMA, DASH, digitCountAt, DOT, PLUS, SLASH, SPACE, UNDERSCORE } from "./marks";
import { isInList, MONTHS, wordOf } from "./words";

/**
 * Dates and times in lines, as `patterns/time-shape.ts` finds them. All functions give the place behind
 * what they find, or 0.
 */

const CAPITAL_T: u8 = 0x54;
const SMALL_T: u8 = 0x74;
const CAPITAL_Z: u8 = 0x5a;
const SMALL_Z: u8 = 0x7a;
/** `UTC` and `GMT` as the first bytes of a word, least byte first. */
const UTC: u64 = 0x435455;
const GMT: u64 = 0x544d47;

/** Whether what was found last is a date without a time. */
export let isDateAlone: bool = false;

/** The date and time that begin with the digit at `start`. */
export function timeEnd(start: usize): usize {
  isDateAlone = false;
  const digits = digitCountAt(start);
  if (digits == 4) return behindDate(dateEnd(start, 4, 2, 2));
  if (digits <= 2) {
    const clock = clockEnd(start);
    if (clock) return zoneEnd(clock);
    const date = dateEnd(start, 2, 2, 4);
    return behindDate(date ? date : namedDateEnd(start, digits));
  }
  if (digits == 8 && load<u8>(start + 8) == CAPITAL_T && digitCountAt(start + 9) == 6) {
    return zoneEnd(fractionEnd(start + 15));
  }
  return 0;
}

/** The date or time that begins with the name of a month at `start`. */
export function monthTimeEnd(start: usize): usize {
  isDateAlone = false;
  if (load<u8>(start + 3) != SPACE || !isMonthAt(start)) return 0;
  let at = start + 4;
  if (load<u8>(at) == SPACE) at++;
  const day = digitCountAt(at);
  if (day == 0 || day > 2) return 0;
  at += <usize>day;
  if (load<u8>(at) == COMMA) at++;
  if (load<u8>(at) != SPACE) return 0;
  at++;
  if (digitCountAt(at) == 4) {
    const time = load<u8>(at + 4) == SPACE ? clockEnd(at + 5) : 0;
    if (time) return zoneEnd(time);
    isDateAlone = true;
    return at + 4;
  }
  const time = clockEnd(at);
  return time ? zoneEnd(time) : 0;
}

// @ts-ignore: decorator
@inline
export function isMonthAt(start: usize): bool {
  return isInList(MONTHS, wordOf(start, 3));
}

/** Three numbers of these lengths with the same `-`, `/` or `.` between them. */
function dateEnd(start: usize, first: i32, second: i32, third: i32): usize {
  if (digitCountAt(start) != first) return 0;
  const between = load<u8>(start + <usize>first);
  if (between != DASH && between != SLASH && between != DOT) return 0;
  const next = start + <usize>first + 1;
  if (digitCountAt(next) != second || load<u8>(next + <usize>second) != between) return 0;
  const last = next + <usize>second + 1;
  return digitCountAt(last) == third ? last + <usize>third : 0;
}

/** `01/Mar/2026`, `1-Mar-2026`, `1 Mar 2026`. */
function namedDateEnd(start: usize, digits: i32): usize {
  const month = start + <usize>digits + 1;
  const between = load<u8>(month - 1);
  if (between != SLASH && between != DASH && between != SPACE) return 0;
  const isDate = load<u8>(month + 3) == between && digitCountAt(month + 4) == 4 && isMonthAt(month);
  return isDate ? month + 8 : 0;
}

function behindDate(date: usize): usize {
  if (!date) return 0;
  const between = load<u8>(date);
  const isTimeNext =
    between == CAPITAL_T || between == SMALL_T || between == SPACE || between == COLON || between == UNDERSCORE;
  const clock = isTimeNext ? clockEnd(date + 1) : 0;
  if (clock) return zoneEnd(clock);
  isDateAlone = true;
  return date;
}

/** `12:00`, `12:00:00`, `12:00:00.500`; an hour of one digit needs seconds. */
function clockEnd(start: usize): usize {
  const hour = digitCountAt(start);
  if (hour == 0 || hour > 2 || load<u8>(start + <usize>hour) != COLON) return 0;
  if (digitCountAt(start + <usize>hour + 1) != 2) return 0;
  const minuteEnd = start + <usize>hour + 3;
  const hasMore = load<u8>(minuteEnd) == COLON;
  if (hasMore && digitCountAt(minuteEnd + 1) == 2) return fractionEnd(minuteEnd + 3);
  return hour == 2 && !hasMore ? minuteEnd : 0;
}

function fractionEnd(start: usize): usize {
  const byte = load<u8>(start);
  if (byte != DOT && byte != COMMA) return start;
  const digits = digitCountAt(start + 1);
  return digits == 0 ? start : start + 1 + <usize>digits;
}

/** `Z`, `+01:00`, ` +0100`, ` UTC`. */
function zoneEnd(start: usize): usize {
  const byte = load<u8>(start);
  if (byte == CAPITAL_Z || byte == SMALL_Z) return start + 1;
  const isApart = byte == SPACE;
  const at = isApart ? start + 1 : start;
  const sign = load<u8>(at);
  if (sign == PLUS || (sign == DASH && !isApart)) {
    const digits = digitCountAt(at + 1);
    if (digits == 4) return at + 5;
    if (digits == 2) return load<u8>(at + 3) == COLON && digitCountAt(at + 4) == 2 ? at + 6 : at + 3;
  }
  if (!isApart) return start;
  const name = wordOf(at, 3);
  return name == UTC || name == GMT ? start + 4 : start;
}
