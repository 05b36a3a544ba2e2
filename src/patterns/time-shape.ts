import { isDigit } from "./character-class.ts";

const MONTHS: ReadonlySet<string> = new Set([
  ...["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
]);

/** A date, a time of day, or both, from a place of a text on. */
export interface TimeShape {
  readonly end: number;
  readonly isDateAlone: boolean;
}

/**
 * The date and time that begin with the digit at `start`: `2026-03-01T12:00:00.5Z`, `2026/03/01 12:00:00,500`,
 * `01/Mar/2026:12:00:00 +0000`, `01.03.2026`, `12:00:00`, `20260301T120000Z`.
 */
export function timeAt(text: string, start: number): TimeShape | undefined {
  const digits = digitsAt(text, start);
  if (digits === 4) return behindDate(text, dateEnd(text, start, 4, 2, 2));
  if (digits <= 2) {
    const clock = clockEnd(text, start);
    if (clock !== undefined) return { end: zoneEnd(text, clock), isDateAlone: false };
    return behindDate(text, dateEnd(text, start, 2, 2, 4) ?? namedDateEnd(text, start, digits));
  }
  if (digits === 8 && text[start + 8] === "T" && digitsAt(text, start + 9) === 6) {
    return { end: zoneEnd(text, fractionEnd(text, start + 15)), isDateAlone: false };
  }
  return undefined;
}

/** `Mar  1 12:00:00` and `Mar 1, 2026 12:00:00`, from the month on; undefined for any other word. */
export function monthTimeAt(text: string, start: number): TimeShape | undefined {
  if (!MONTHS.has(text.slice(start, start + 3)) || text[start + 3] !== " ") return undefined;
  let at = start + 4;
  if (text[at] === " ") at++;
  const day = digitsAt(text, at);
  if (day === 0 || day > 2) return undefined;
  at += day;
  if (text[at] === ",") at++;
  if (text[at] !== " ") return undefined;
  at++;
  if (digitsAt(text, at) === 4) {
    const time = text[at + 4] === " " ? clockEnd(text, at + 5) : undefined;
    return { end: time === undefined ? at + 4 : zoneEnd(text, time), isDateAlone: time === undefined };
  }
  const time = clockEnd(text, at);
  return time === undefined ? undefined : { end: zoneEnd(text, time), isDateAlone: false };
}

/** How many digits stand from a place on; at most 20 are counted. */
function digitsAt(text: string, start: number): number {
  let count = 0;
  while (count < 20 && isDigit(text.charCodeAt(start + count))) count++;
  return count;
}

/** Three numbers of these lengths with the same `-`, `/` or `.` between them. */
function dateEnd(text: string, start: number, ...lengths: [number, number, number]): number | undefined {
  let at = start;
  let between: string | undefined;
  for (const [index, length] of lengths.entries()) {
    if (digitsAt(text, at) !== length) return undefined;
    at += length;
    if (index === 2) return at;
    const character = text[at];
    if (character !== "-" && character !== "/" && character !== ".") return undefined;
    if (between !== undefined && character !== between) return undefined;
    between = character;
    at++;
  }
  return at;
}

/** `01/Mar/2026`, `1-Mar-2026`, `1 Mar 2026`. */
function namedDateEnd(text: string, start: number, digits: number): number | undefined {
  const month = start + digits + 1;
  const between = text[month - 1];
  if (between === undefined || !"/- ".includes(between) || text[month + 3] !== between) return undefined;
  return MONTHS.has(text.slice(month, month + 3)) && digitsAt(text, month + 4) === 4 ? month + 8 : undefined;
}

function behindDate(text: string, date: number | undefined): TimeShape | undefined {
  if (date === undefined) return undefined;
  const between = text[date];
  const isTimeNext = between === "T" || between === "t" || between === " " || between === ":" || between === "_";
  const clock = isTimeNext ? clockEnd(text, date + 1) : undefined;
  return clock === undefined ? { end: date, isDateAlone: true } : { end: zoneEnd(text, clock), isDateAlone: false };
}

/** `12:00`, `12:00:00`, `12:00:00.500`; an hour of one digit needs seconds. */
function clockEnd(text: string, start: number): number | undefined {
  const hour = digitsAt(text, start);
  if (hour === 0 || hour > 2 || text[start + hour] !== ":" || digitsAt(text, start + hour + 1) !== 2) return undefined;
  const minuteEnd = start + hour + 3;
  if (text[minuteEnd] === ":" && digitsAt(text, minuteEnd + 1) === 2) return fractionEnd(text, minuteEnd + 3);
  return hour === 2 && text[minuteEnd] !== ":" ? minuteEnd : undefined;
}

function fractionEnd(text: string, start: number): number {
  if (text[start] !== "." && text[start] !== ",") return start;
  const digits = digitsAt(text, start + 1);
  return digits === 0 ? start : start + 1 + digits;
}

/** `Z`, `+01:00`, ` +0100`, ` UTC`. */
function zoneEnd(text: string, start: number): number {
  if (text[start] === "Z" || text[start] === "z") return start + 1;
  const at = text[start] === " " ? start + 1 : start;
  if (text[at] === "+" || (text[at] === "-" && at === start)) {
    const digits = digitsAt(text, at + 1);
    if (digits === 4) return at + 5;
    if (digits === 2) return text[at + 3] === ":" && digitsAt(text, at + 4) === 2 ? at + 6 : at + 3;
  }
  return text.startsWith(" UTC", start) || text.startsWith(" GMT", start) ? start + 4 : start;
}
