/** The units of a period, from the shortest to the longest. */
export type PeriodUnit = "millisecond" | "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";

/** A length of time as a query writes it: `5m` is `{ count: 5, unit: "minute" }`. */
export interface Period {
  readonly kind: "period";
  readonly count: number;
  readonly unit: PeriodUnit;
}

/** Spellings of each unit and the cap of its number (section 7.3); no cap from days on. */
const UNITS: Record<PeriodUnit, { spellings: readonly string[]; cap?: number; milliseconds?: number }> = {
  millisecond: { spellings: ["ms", "msec", "millisecond"], cap: 1000, milliseconds: 1 },
  second: { spellings: ["s", "sec", "second"], cap: 60, milliseconds: 1000 },
  minute: { spellings: ["m", "min", "minute"], cap: 60, milliseconds: 60_000 },
  hour: { spellings: ["h", "hr", "hour"], cap: 24, milliseconds: 3_600_000 },
  day: { spellings: ["d", "day"], milliseconds: 86_400_000 },
  week: { spellings: ["w", "week"], milliseconds: 604_800_000 },
  month: { spellings: ["mo", "mon", "month"] },
  quarter: { spellings: ["q", "qtr", "quarter"] },
  year: { spellings: ["y", "yr", "year"] },
};

/** The unit that a word spells, in any letter case; a plural `s` is allowed on longer spellings. */
export function parsePeriodUnit(word: string): PeriodUnit | undefined {
  const lower = word.toLowerCase();
  for (const [unit, { spellings }] of Object.entries(UNITS)) {
    if (spellings.some((spelling) => lower === spelling || (spelling.length > 1 && lower === `${spelling}s`))) {
      return unit as PeriodUnit;
    }
  }
  return undefined;
}

/** A period with its cap applied: `bin(300s)` acts as `bin(60s)` (section 7.3). */
export function capPeriod(period: Period): Period {
  return { ...period, count: Math.min(period.count, UNITS[period.unit].cap ?? period.count) };
}

/** Prints a period in its shortest spelling, such as `5m`. */
export function printPeriod(period: Period): string {
  return `${period.count}${UNITS[period.unit].spellings[0]}`;
}

/** The length of a period in milliseconds; undefined for months and longer units, which differ in length. */
export function periodMilliseconds({ count, unit }: Period): number | undefined {
  const { milliseconds } = UNITS[unit];
  return milliseconds === undefined ? undefined : milliseconds * count;
}

const WEEK_START = -3 * 86_400_000; // 1 January 1970 was a Thursday: the Monday before it
const MONTHS: Partial<Record<PeriodUnit, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * The start of the period that holds a moment: a multiple since the epoch in UTC up to days,
 * since a Monday for weeks, since January 1970 in whole months beyond (section 7.3).
 */
export function floorToPeriod(epochMilliseconds: number, period: Period): number {
  const months = MONTHS[period.unit];
  if (months !== undefined) return floorToMonths(epochMilliseconds, months * period.count);
  const origin = period.unit === "week" ? WEEK_START : 0;
  const step = (UNITS[period.unit].milliseconds ?? 0) * period.count;
  return Math.floor((epochMilliseconds - origin) / step) * step + origin;
}

/** The end of the period that holds a moment; a moment on the boundary stays (section 7.3). */
export function ceilToPeriod(epochMilliseconds: number, period: Period): number {
  const floor = floorToPeriod(epochMilliseconds, period);
  return floor === epochMilliseconds ? floor : nextPeriod(floor, period);
}

/** The start of the period after the one that starts at `start`. */
export function nextPeriod(start: number, period: Period): number {
  const months = MONTHS[period.unit];
  if (months !== undefined) return addMonths(start, months * period.count);
  return start + (UNITS[period.unit].milliseconds ?? 0) * period.count;
}

/** The moment that lies a period before another one. */
export function periodBefore(epochMilliseconds: number, period: Period): number {
  return nextPeriod(epochMilliseconds, { ...period, count: -period.count });
}

function floorToMonths(epochMilliseconds: number, step: number): number {
  const date = new Date(Math.floor(epochMilliseconds)); // a date would cut fractions towards 1970
  const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return addMonths(0, Math.floor(months / step) * step);
}

function addMonths(start: number, months: number): number {
  const date = new Date(start);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime();
}
