/** Prints a moment as `YYYY-MM-DD HH:MM:SS.mmm` in UTC, without a zone (section 8.4). */
export function printTimestamp(epochMilliseconds: number): string {
  const whole = Math.trunc(epochMilliseconds);
  if (!(Math.abs(whole) <= FARTHEST)) return String(epochMilliseconds);
  const day = Math.floor(whole / DAY);
  // Moments that are printed one after the other are mostly of one day.
  if (day !== lastDay) {
    lastDate = printDate(new Date(day * DAY));
    lastDay = day;
  }
  const milliseconds = whole - day * DAY;
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const fraction = String(milliseconds % 1000).padStart(3, "0");
  return `${lastDate} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}.${fraction}`;
}

const DAY = 86_400_000;

/** What a Date can hold, before and behind the epoch. */
const FARTHEST = 8.64e15;

let lastDay = Number.NaN;
let lastDate = "";

/** Years of four digits are put together here: `toISOString` would first ask the system for its time zone. */
function printDate(date: Date): string {
  const year = date.getUTCFullYear();
  if (year < 1000 || year > 9999) return date.toISOString().slice(0, -"THH:MM:SS.mmmZ".length);
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

const ISO_TIME =
  /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?[ ]?(Z|z|[+-][01]\d(?::?[0-5]\d)?)?)?$/;

/**
 * Reads an ISO 8601 date or date and time; without a zone it is UTC. Fractions finer than a
 * millisecond are cut off. Gives epoch milliseconds, or undefined for anything else.
 */
export function parseIsoTime(text: string): number | undefined {
  const match = ISO_TIME.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const month = part(2);
  const day = part(3);
  const [hour, minute, second] = [part(4), part(5), part(6)];
  if (month < 1 || month > 12 || day < 1 || minute > 59 || second > 60) return undefined;
  if (hour > 24 || (hour === 24 && minute + second > 0)) return undefined;
  const milliseconds = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const date = new Date(0);
  date.setUTCFullYear(part(1), month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined;
  date.setUTCHours(hour, minute, second, milliseconds);
  const time = date.getTime() - zoneOffset(match[8]);
  return Number.isNaN(time) ? undefined : time;
}

/** `Z`, `+02`, `+0200` or `+02:00` as milliseconds east of UTC. */
function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === "Z" || zone === "z") return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/**
 * Reads an epoch number in seconds, milliseconds, microseconds or nanoseconds as epoch
 * milliseconds. The unit follows from the size: below 1e11 seconds (until the year 5138), below
 * 1e14 milliseconds, below 1e17 microseconds, else nanoseconds.
 */
export function parseEpoch(value: number): number | undefined {
  const size = Math.abs(value);
  if (size < 1e11) return Math.floor(value * 1e3);
  if (size < 1e14) return Math.floor(value);
  if (size < 1e17) return Math.floor(value / 1e3);
  return size < 1e20 ? Math.floor(value / 1e6) : undefined;
}
