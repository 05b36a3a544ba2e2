import { parseEpoch, parseIsoTime, parseNumber, type Value } from "../values/index.ts";

/** The members that may hold the time of an event, in the order in which they are tried. */
export const TIME_MEMBERS: readonly string[] = ["timestamp", "@timestamp", "time", "ts"];

/**
 * Makes a reader of event times in any spelling that logs use: ISO 8601, or an epoch number in
 * seconds to nanoseconds. Gives epoch milliseconds; undefined for what is no time.
 */
export function createTimeReader(): (value: Value) => number | undefined {
  const parseCommon = createCommonTimeParser();
  return (value) => {
    if (typeof value === "string") {
      const iso = parseCommon(value) ?? parseIsoTime(value);
      if (iso !== undefined) return iso;
      const number = parseNumber(value);
      return number === undefined ? undefined : parseEpoch(number);
    }
    return typeof value === "object" && value.kind === "number" ? parseEpoch(value.value) : undefined;
  };
}

/**
 * Parses `YYYY-MM-DDTHH:MM:SS.mmmZ`, which nearly every event has. Plainly: `parseIsoTime(text)`.
 * Neighbouring events share their day, so only the clock is read anew.
 */
function createCommonTimeParser(): (text: string) => number | undefined {
  let day = " ";
  let dayStart = 0;
  return (text) => {
    if (text.length !== 24 || text.charCodeAt(10) !== 0x54 || text.charCodeAt(23) !== 0x5a) return undefined;
    if (!text.startsWith(day)) {
      const date = text.slice(0, 10);
      const start = parseIsoTime(date);
      if (start === undefined) return undefined;
      day = date;
      dayStart = start;
    }
    const clock = parseClock(text);
    return clock === undefined ? undefined : dayStart + clock;
  };
}

/** `HH:MM:SS.mmm` at position 11 as milliseconds of the day. */
function parseClock(text: string): number | undefined {
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const millisecond = twoDigits(text, 20) * 10 + (twoDigits(text, 21) % 10);
  const hasMarks = text.charCodeAt(13) === 0x3a && text.charCodeAt(16) === 0x3a && text.charCodeAt(19) === 0x2e;
  if (!hasMarks || !(hour < 24 && minute < 60 && second < 60 && millisecond >= 0)) return undefined;
  return hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond;
}

/** Two decimal digits as a number; not a number for anything else. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
