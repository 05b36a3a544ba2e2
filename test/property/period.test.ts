import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ceilToPeriod, floorToPeriod, nextPeriod, type Period, type PeriodUnit } from "../../src/values/index.ts";

const UNITS: readonly PeriodUnit[] = [
  ...(["millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"] as const),
];

const anyPeriod: fc.Arbitrary<Period> = fc.record({
  kind: fc.constant("period" as const),
  count: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 60 })),
  unit: fc.constantFrom(...UNITS),
});

const anyMoment = fc.oneof(
  fc
    .date({ min: new Date("1850-01-01"), max: new Date("2150-01-01"), noInvalidDate: true })
    .map((date) => date.getTime()),
  // Boundaries, and a millisecond to either side.
  fc
    .tuple(
      fc.integer({ min: 1900, max: 2100 }),
      fc.nat({ max: 11 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([year, month, day, shift]) => Date.UTC(year, month, day) + shift),
);

describe("the start of a period", () => {
  it("is the last of its boundaries that is not later", () => {
    fc.assert(
      fc.property(anyMoment, anyPeriod, (moment, period) => {
        const { floor, next } = boundariesAround(moment, period);
        expect(floorToPeriod(moment, period)).toBe(floor);
        expect(nextPeriod(floor, period)).toBe(next);
      }),
      { numRuns: 3000 },
    );
  });

  it("stays where it is, and so does its end", () => {
    fc.assert(
      fc.property(anyMoment, anyPeriod, (moment, period) => {
        const { floor, next } = boundariesAround(moment, period);
        expect(floorToPeriod(floor, period)).toBe(floor);
        expect(ceilToPeriod(floor, period)).toBe(floor);
        expect(ceilToPeriod(moment, period)).toBe(moment === floor ? floor : next);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The boundary with a number, counted from January 1970 for months and from a Monday for weeks (section 7.3). */
function boundary(index: number, { count, unit }: Period): number {
  const number = index * count;
  switch (unit) {
    case "millisecond":
      return new Date(0).setUTCMilliseconds(number);
    case "second":
      return new Date(0).setUTCSeconds(number);
    case "minute":
      return new Date(0).setUTCMinutes(number);
    case "hour":
      return new Date(0).setUTCHours(number);
    case "day":
      return Date.UTC(1970, 0, 1 + number);
    case "week":
      return Date.UTC(1969, 11, 29 + 7 * number);
    case "month":
      return Date.UTC(1970, number);
    case "quarter":
      return Date.UTC(1970, 3 * number);
    case "year":
      return Date.UTC(1970 + number, 0);
  }
}

/** Looks for the boundaries around a moment by halving, with nothing but the calendar of Date. */
function boundariesAround(moment: number, period: Period): { floor: number; next: number } {
  let low = -1;
  while (boundary(low, period) > moment) low *= 2;
  let high = 1;
  while (boundary(high, period) <= moment) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (boundary(middle, period) <= moment) low = middle;
    else high = middle;
  }
  return { floor: boundary(low, period), next: boundary(high, period) };
}
