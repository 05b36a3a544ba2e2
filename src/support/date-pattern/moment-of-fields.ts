import { daysInMonth, startOfDay } from "../calendar.ts";
import { momentOfClock, type TimeZone } from "../time-zone.ts";
import type { DateFields } from "./fields.ts";

/**
 * The moment that fields of a date name, as Java's formatter resolves them by default: a day past
 * the end of its month is its last one, 24:00 is the midnight after, and what contradicts itself,
 * such as a wrong weekday, is no date.
 */
export function momentOfFields(fields: DateFields, zone: TimeZone): number | undefined {
  const { year } = fields;
  if (year === undefined) return undefined;
  const day = dayOf(year, fields);
  const time = timeOf(fields);
  if (day === undefined || time === undefined) return undefined;
  const clock = day + time;
  // A day off either end of the calendar, no zone has an offset any more.
  return Math.abs(clock) > LAST_MOMENT - 2 * DAY ? undefined : momentOfClock(clock, zone);
}

const DAY = 86_400_000;
/** The farthest moment from the epoch that has a date. */
const LAST_MOMENT = 8.64e15;

function dayOf(year: number, { month = 1, day = 1, dayOfYear, weekday }: DateFields): number | undefined {
  const start =
    dayOfYear === undefined
      ? startOfDay(year, month, Math.min(day, daysInMonth(year, month)))
      : startOfDay(year, 1, dayOfYear);
  const date = new Date(start);
  if (Number.isNaN(start) || date.getUTCFullYear() !== year) return undefined;
  const isAnotherDay = weekday !== undefined && (date.getUTCDay() || 7) !== weekday;
  return isAnotherDay ? undefined : start;
}

function timeOf(fields: DateFields): number | undefined {
  const { minute = 0, second = 0, millisecond = 0, millisecondOfDay, hourOfHalfDay, half } = fields;
  if (millisecondOfDay !== undefined) return millisecondOfDay;
  const fromHalf = hourOfHalfDay === undefined ? undefined : hourOfHalfDay + (half === "PM" ? 12 : 0);
  const hour = fields.hour ?? fromHalf ?? 0;
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return time > DAY ? undefined : time;
}
