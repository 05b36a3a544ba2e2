/** A time zone: how far its clocks are ahead of UTC, in milliseconds, and what they are called. */
export interface TimeZone {
  readonly offsetAt: (epochMilliseconds: number) => number;
  /** Such as `CEST`, or the offset where English has no name for it. */
  readonly abbreviationAt: (epochMilliseconds: number) => string;
}

/**
 * The zone that a name stands for: of the IANA database, such as `Europe/Berlin`, or an offset such
 * as `+02:00` or `UTC-5`. Undefined for any other text.
 */
export function findTimeZone(name: string): TimeZone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const found = fixedZone(name) ?? zoneOfDatabase(name);
  if (found !== undefined) zones.set(name, found);
  return found;
}

const zones = new Map<string, TimeZone>();

/**
 * The moment at which the clocks of a zone show a time, given as if they were those of UTC. A time
 * that they show twice is the earlier moment; one that they pass over is as far behind the gap.
 */
export function momentOfClock(clock: number, { offsetAt }: TimeZone): number {
  const before = offsetAt(clock - DAY);
  if (offsetAt(clock - before) === before) return clock - before;
  const after = offsetAt(clock + DAY);
  return offsetAt(clock - after) === after ? clock - after : clock - before;
}

const DAY = 86_400_000;

/** Prints an offset as `+0200`, or with colons as `+02:00`; seconds only where there are some. */
export function printOffset(offset: number, colon: ":" | "" = ""): string {
  const seconds = Math.round(Math.abs(offset) / 1000);
  const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
  const minutes = `${two(seconds / 3600)}${colon}${two((seconds / 60) % 60)}`;
  return `${offset < 0 ? "-" : "+"}${minutes}${seconds % 60 === 0 ? "" : colon + two(seconds % 60)}`;
}

/** `Z`, `UTC`, `GMT`, or an offset behind one of them or alone. */
function fixedZone(name: string): TimeZone | undefined {
  if (/^(?:Z|UTC?|GMT)$/i.test(name)) return { offsetAt: () => 0, abbreviationAt: () => "UTC" };
  const [, sign, hours, minutes = 0] = /^(?:UTC?|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(name) ?? [];
  if (sign === undefined || Number(hours) > 18) return undefined;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const offset = sign === "-" ? -size : size;
  return { offsetAt: () => offset, abbreviationAt: () => printOffset(offset, ":") };
}

function zoneOfDatabase(timeZone: string): TimeZone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
  const offsets = new Map<number, number>();
  const offsetAt = (epochMilliseconds: number): number => {
    if (Math.abs(epochMilliseconds) > LAST_MOMENT) return 0;
    // Before 1973, clocks also changed within minutes.
    if (epochMilliseconds < SINCE_1973) return readOffset(format.format(epochMilliseconds));
    const minute = Math.floor(epochMilliseconds / 60_000);
    const known = offsets.get(minute);
    if (known !== undefined) return known;
    const offset = readOffset(format.format(epochMilliseconds));
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offsets.set(minute, offset);
    return offset;
  };
  return { offsetAt, abbreviationAt: (moment) => abbreviation(timeZone, moment) ?? printOffset(offsetAt(moment), ":") };
}

/** The farthest moment from the epoch that has a date. */
const LAST_MOMENT = 8.64e15;
const SINCE_1973 = Date.UTC(1973, 0, 1);
const MOST_OFFSETS = 10_000;

/** The offset at the end of a text such as `3/1/2026, GMT+05:30`; a bare `GMT` is none. */
function readOffset(text: string): number {
  const [, sign, hours, minutes, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -size : size;
}

/** American English has names for American zones, British English for European ones. */
function abbreviation(timeZone: string, moment: number): string | undefined {
  for (const locale of ["en-US", "en-GB"]) {
    const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" });
    const name = format.formatToParts(moment).find(({ type }) => type === "timeZoneName")?.value;
    if (name !== undefined && !/[+-]\d/.test(name)) return name;
  }
  return undefined;
}
