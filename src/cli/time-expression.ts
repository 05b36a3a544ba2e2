import type { Component, ParsedComponents } from "chrono-node";
import { invariant } from "../support/invariant-error.ts";
import { findTimeZone, momentOfClock, type TimeZone } from "../support/time-zone.ts";
import { parseEpoch, parseIsoTime } from "../values/index.ts";

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a time as people write it: a duration back from now (`90m`, `2d1h`), ISO 8601, an epoch
 * number, or words such as `yesterday 9:00`. What has no zone is in the given one.
 * Gives epoch milliseconds; undefined for what is no time.
 */
export async function parseTimeExpression(text: string, now: number, timeZone: string): Promise<number | undefined> {
  const zone = findTimeZone(timeZone);
  invariant(zone !== undefined, `${timeZone} was not checked to be a time zone`);
  const trimmed = text.trim();
  return (
    parseDuration(trimmed, now) ??
    parseZonedIso(trimmed.replace(BARE_DATE, "$1-$2-$3"), zone) ??
    parseWholeEpoch(trimmed) ??
    (await parseWords(trimmed, now, zone))
  );
}

/** A date without dashes: as seconds since 1970 it would be one of a time that no log tells of. */
const BARE_DATE = /^((?:19|20)\d\d)(\d\d)(\d\d)$/;

/** Whether a time is written as a duration back from now. */
export function isDuration(text: string): boolean {
  return /^(?:\d+(?:ms|[smhdw]))+$/.test(text.trim());
}

function parseDuration(text: string, now: number): number | undefined {
  if (!isDuration(text)) return undefined;
  let length = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g)) {
    length += Number(count) * (UNIT_MILLISECONDS[unit ?? ""] ?? 0);
  }
  return now - length;
}

function parseWholeEpoch(text: string): number | undefined {
  return /^-?\d{5,}(?:\.\d+)?$/.test(text) && !BARE_DATE.test(text) ? parseEpoch(Number(text)) : undefined;
}

function parseZonedIso(text: string, zone: TimeZone): number | undefined {
  const time = parseIsoTime(text);
  if (time === undefined || /:\d\d.*(?:[zZ]|[+-]\d\d(?::?\d\d)?)$/.test(text)) return time;
  return momentOfClock(time, zone);
}

/** The words of English dates are read by a library that is loaded only for them. */
async function parseWords(text: string, now: number, zone: TimeZone): Promise<number | undefined> {
  const date = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  if (date !== undefined && parseIsoTime(date) === undefined) return undefined; // never to be guessed at
  const { parse } = await import("chrono-node");
  const [found] = parse(text, { instant: new Date(now), timezone: zone.offsetAt(now) / 60_000 });
  // It also finds dates inside other text: `yesterday 25:00` holds a `yesterday`.
  if (found === undefined || found.text.length !== text.length) return undefined;
  const { start } = found;
  if (start.isCertain("timezoneOffset")) return start.date().getTime();
  const part = (component: Component): number => start.get(component) ?? 0;
  const day = [part("year"), part("month") - 1, part("day")] as const;
  const clock = isWholeDay(start)
    ? Date.UTC(...day)
    : Date.UTC(...day, part("hour"), part("minute"), part("second"), part("millisecond"));
  // The library has one offset for all times; at the time that is meant the clocks may be set otherwise.
  const time = momentOfClock(clock, zone);
  return time > now && !/\bnext\b/i.test(text) ? momentOfClock(lastOne(clock, start), zone) : time;
}

/** Of a weekday, or of a date without a year, the one before: logs are of the past. */
function lastOne(clock: number, start: ParsedComponents): number {
  if (start.isCertain("year")) return clock;
  if (!start.isCertain("month")) return start.isCertain("weekday") ? clock - WEEK : clock;
  const date = new Date(clock);
  return date.setUTCFullYear(date.getUTCFullYear() - 1);
}

const WEEK = 7 * 86_400_000;

/** Whether only a day is named, such as `yesterday` or `March 1`: then its beginning is meant, not the library's noon. */
function isWholeDay(start: ParsedComponents): boolean {
  const tags = [...start.tags()].join();
  return !start.isCertain("hour") && !/relativeDate|morning|afternoon|evening|tonight/.test(tags);
}
