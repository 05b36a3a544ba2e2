import { isDigitAt } from "./character-class.ts";
import {
  CAPITAL_T,
  CAPITAL_Z,
  COLON,
  COMMA,
  DOT,
  MINUS,
  PLUS,
  SLASH,
  SMALL_T,
  SMALL_Z,
  SPACE,
  UNDERSCORE,
} from "./characters.ts";
import { MONTHS } from "./word-lists.ts";

const PACKED_MONTHS = new Set(MONTHS.map((name) => packed(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2))));

/** A date, a time of day, or both, from a place of a text on. */
export interface TimeShape {
  readonly end: number;
  readonly isDateAlone: boolean;
}

/**
 * The date and time that begin with the digit at `start`: `2026-03-01T12:00:00.5Z`, `2026/03/01 12:00:00,500`,
 * `01/Mar/2026:12:00:00 +0000`, `01.03.2026`, `12:00:00`, `20260301T120000Z`.
 */
export function timeAt(bytes: Uint8Array, start: number): TimeShape | undefined {
  const digits = digitsAt(bytes, start);
  if (digits === 4) return behindDate(bytes, dateEnd(bytes, start, 4, 2, 2));
  if (digits <= 2) {
    const clock = clockEnd(bytes, start);
    if (clock !== undefined) return { end: zoneEnd(bytes, clock), isDateAlone: false };
    return behindDate(bytes, dateEnd(bytes, start, 2, 2, 4) ?? namedDateEnd(bytes, start, digits));
  }
  if (digits === 8 && bytes[start + 8] === CAPITAL_T && digitsAt(bytes, start + 9) === 6) {
    return { end: zoneEnd(bytes, fractionEnd(bytes, start + 15)), isDateAlone: false };
  }
  return undefined;
}

/** `Mar  1 12:00:00` and `Mar 1, 2026 12:00:00`, from the month on; undefined for any other word. */
export function monthTimeAt(bytes: Uint8Array, start: number): TimeShape | undefined {
  if (!isMonth(bytes, start) || bytes[start + 3] !== SPACE) return undefined;
  let at = start + 4;
  if (bytes[at] === SPACE) at++;
  const day = digitsAt(bytes, at);
  if (day === 0 || day > 2) return undefined;
  at += day;
  if (bytes[at] === COMMA) at++;
  if (bytes[at] !== SPACE) return undefined;
  at++;
  if (digitsAt(bytes, at) === 4) {
    const time = bytes[at + 4] === SPACE ? clockEnd(bytes, at + 5) : undefined;
    return { end: time === undefined ? at + 4 : zoneEnd(bytes, time), isDateAlone: time === undefined };
  }
  const time = clockEnd(bytes, at);
  return time === undefined ? undefined : { end: zoneEnd(bytes, time), isDateAlone: false };
}

function isMonth(bytes: Uint8Array, start: number): boolean {
  return PACKED_MONTHS.has(packed(bytes[start] ?? 0, bytes[start + 1] ?? 0, bytes[start + 2] ?? 0));
}

function packed(first: number, second: number, third: number): number {
  return (first << 16) | (second << 8) | third;
}

/** How many digits stand from a place on; at most 20 are counted. */
function digitsAt(bytes: Uint8Array, start: number): number {
  let count = 0;
  while (count < 20 && isDigitAt(bytes, start + count)) count++;
  return count;
}

/** Three numbers of these lengths with the same `-`, `/` or `.` between them. */
function dateEnd(bytes: Uint8Array, start: number, first: number, second: number, third: number): number | undefined {
  if (digitsAt(bytes, start) !== first) return undefined;
  const between = bytes[start + first];
  if (between !== MINUS && between !== SLASH && between !== DOT) return undefined;
  const next = start + first + 1;
  if (digitsAt(bytes, next) !== second || bytes[next + second] !== between) return undefined;
  const last = next + second + 1;
  return digitsAt(bytes, last) === third ? last + third : undefined;
}

/** `01/Mar/2026`, `1-Mar-2026`, `1 Mar 2026`. */
function namedDateEnd(bytes: Uint8Array, start: number, digits: number): number | undefined {
  const month = start + digits + 1;
  const between = bytes[month - 1];
  if (between !== SLASH && between !== MINUS && between !== SPACE) return undefined;
  const isDate = isMonth(bytes, month) && bytes[month + 3] === between && digitsAt(bytes, month + 4) === 4;
  return isDate ? month + 8 : undefined;
}

function behindDate(bytes: Uint8Array, date: number | undefined): TimeShape | undefined {
  if (date === undefined) return undefined;
  const between = bytes[date];
  const isTimeNext =
    between === CAPITAL_T || between === SMALL_T || between === SPACE || between === COLON || between === UNDERSCORE;
  const clock = isTimeNext ? clockEnd(bytes, date + 1) : undefined;
  return clock === undefined ? { end: date, isDateAlone: true } : { end: zoneEnd(bytes, clock), isDateAlone: false };
}

/** `12:00`, `12:00:00`, `12:00:00.500`; an hour of one digit needs seconds. */
function clockEnd(bytes: Uint8Array, start: number): number | undefined {
  const hour = digitsAt(bytes, start);
  if (hour === 0 || hour > 2 || bytes[start + hour] !== COLON || digitsAt(bytes, start + hour + 1) !== 2) {
    return undefined;
  }
  const minuteEnd = start + hour + 3;
  if (bytes[minuteEnd] === COLON && digitsAt(bytes, minuteEnd + 1) === 2) return fractionEnd(bytes, minuteEnd + 3);
  return hour === 2 && bytes[minuteEnd] !== COLON ? minuteEnd : undefined;
}

function fractionEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== DOT && bytes[start] !== COMMA) return start;
  const digits = digitsAt(bytes, start + 1);
  return digits === 0 ? start : start + 1 + digits;
}

const UNIVERSAL = [packed(0x55, 0x54, 0x43), packed(0x47, 0x4d, 0x54)];

/** `Z`, `+01:00`, ` +0100`, ` UTC`. */
function zoneEnd(bytes: Uint8Array, start: number): number {
  if (bytes[start] === CAPITAL_Z || bytes[start] === SMALL_Z) return start + 1;
  const isApart = bytes[start] === SPACE;
  const at = isApart ? start + 1 : start;
  if (bytes[at] === PLUS || (bytes[at] === MINUS && !isApart)) {
    const digits = digitsAt(bytes, at + 1);
    if (digits === 4) return at + 5;
    if (digits === 2) return bytes[at + 3] === COLON && digitsAt(bytes, at + 4) === 2 ? at + 6 : at + 3;
  }
  const name = packed(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
  return isApart && UNIVERSAL.includes(name) ? start + 4 : start;
}
