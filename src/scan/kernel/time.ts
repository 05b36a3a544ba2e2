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
  const hour = twoDigits(start + 11);
  const minute = twoDigits(start + 14);
  const second = twoDigits(start + 17);
  const hasMarks = load<u8>(start + 13) == 0x3a && load<u8>(start + 16) == 0x3a;
  if (!hasMarks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  const fraction = length == 20 ? 0 : readFraction(start + 19, end - 1);
  if (fraction < 0) return NaN;
  return dayStart + <f64>(((hour * 60 + minute) * 60 + second) * 1000 + fraction);
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
