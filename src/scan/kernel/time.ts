import { isDigit } from "./text";

let day: u64 = 0;
let dayTail: u16 = 0;
let dayStart: f64 = 0;

/**
 * Reads `YYYY-MM-DDTHH:MM:SSZ` with up to nine digits of a fraction, as epoch milliseconds;
 * not a number for any other text, which is left to the plain reader. Neighbouring lines share
 * their day, so only the clock is read anew.
 */
export function readTime(start: usize, end: usize): f64 {
  const length = end - start;
  if (length < 20 || length > 30 || load<u8>(end - 1) != 0x5a || load<u8>(start + 10) != 0x54) return NaN;
  if (load<u64>(start) != day || load<u16>(start + 8) != dayTail) {
    const found = readDay(start);
    if (isNaN(found)) return NaN;
    day = load<u64>(start);
    dayTail = load<u16>(start + 8);
    dayStart = found;
  }
  if (length == 24) {
    const clock = clockWithMilliseconds(start + 8);
    return clock < 0 ? NaN : dayStart + <f64>clock;
  }
  const hour = twoDigits(start + 11);
  const minute = twoDigits(start + 14);
  const second = twoDigits(start + 17);
  const hasMarks = load<u8>(start + 13) == 0x3a && load<u8>(start + 16) == 0x3a;
  if (!hasMarks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  const fraction = length == 20 ? 0 : readFraction(start + 19, end - 1);
  if (fraction < 0) return NaN;
  return dayStart + <f64>(((hour * 60 + minute) * 60 + second) * 1000 + fraction);
}

/**
 * `??THH:MM:SS.mmmZ` as milliseconds of the day, or -1. All bytes are checked at once: each may lie so far
 * above its least one.
 */
// @ts-ignore: decorator
@inline
function clockWithMilliseconds(at: usize): i32 {
  const least = i8x16(0, 0, 0x54, 0x30, 0x30, 0x3a, 0x30, 0x30, 0x3a, 0x30, 0x30, 0x2e, 0x30, 0x30, 0x30, 0x5a);
  const above = i8x16(-1, -1, 0, 2, 9, 0, 5, 9, 0, 5, 9, 0, 9, 9, 9, 0);
  const digits = i8x16.sub(v128.load(at), least);
  if (!i8x16.all_true(i8x16.le_u(digits, above))) return -1;
  const pairs = i16x8.extend_low_i8x16_u(v128.swizzle(digits, i8x16(3, 4, 6, 7, 9, 10, 12, 13, 0, 0, 0, 0, 0, 0, 0, 0)));
  const parts = i32x4.dot_i16x8_s(pairs, i16x8(10, 1, 10, 1, 10, 1, 10, 1));
  const hour = i32x4.extract_lane(parts, 0);
  if (hour > 23) return -1;
  const seconds = (hour * 60 + i32x4.extract_lane(parts, 1)) * 60 + i32x4.extract_lane(parts, 2);
  return seconds * 1000 + i32x4.extract_lane(parts, 3) * 10 + <i32>i8x16.extract_lane_u(digits, 14);
}

/** `.123456` cut off to milliseconds, or -1. */
function readFraction(point: usize, end: usize): i32 {
  if (load<u8>(point) != 0x2e || end - point < 2) return -1;
  let value: i32 = 0;
  for (let at = point + 1; at < end; at++) {
    const byte = load<u8>(at);
    if (!isDigit(byte)) return -1;
    if (at - point <= 3) value = value * 10 + <i32>(byte - 0x30);
  }
  for (let missing = 3 - <i32>(end - point - 1); missing > 0; missing--) value *= 10;
  return value;
}

/** Two decimal digits, or -1. */
// @ts-ignore: decorator
@inline
function twoDigits(at: usize): i32 {
  const tens = load<u8>(at);
  const ones = load<u8>(at + 1);
  return isDigit(tens) && isDigit(ones) ? <i32>(tens - 0x30) * 10 + <i32>(ones - 0x30) : -1;
}

/** The start of `YYYY-MM-DD` in epoch milliseconds, by counting days from 1 March of year 0. */
function readDay(start: usize): f64 {
  const century = twoDigits(start);
  const yearOfCentury = twoDigits(start + 2);
  const month = twoDigits(start + 5);
  const date = twoDigits(start + 8);
  const hasMarks = load<u8>(start + 4) == 0x2d && load<u8>(start + 7) == 0x2d;
  if (!hasMarks || century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || date < 1) return NaN;
  const year = century * 100 + yearOfCentury;
  if (date > daysInMonth(year, month)) return NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return <f64>(era * 146097 + dayOfEra - 719468) * 86400000;
}

function daysInMonth(year: i32, month: i32): i32 {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}
