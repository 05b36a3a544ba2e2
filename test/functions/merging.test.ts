import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNumber, timestamp, type Value, valueList } from "../../src/values/index.ts";
import { AGGREGATE_NAMES, aggregateCall } from "../support/aggregate-calls.ts";
import { aggregate, aggregateParts, type Sample, untimed } from "./aggregate.ts";

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(undefined, true, false, 0, -0, 0.1, 1e308, -1e308, 5e-324, "1", "1.0", "a", "A", "", "7 ms"),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: 0, max: 9 }).map((digit) => logNumber(digit, `${digit}.0`)),
  fc.integer({ min: 0, max: 9 }).map((second) => timestamp(second * 1000)),
  fc.string({ maxLength: 2 }),
  fc.constant(valueList(["a", 1])),
);
// Few different times, so that many are equal.
const anySample: fc.Arbitrary<Sample> = fc.record({
  value: anyValue,
  time: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
});
const anyParts = fc.array(fc.array(anySample, { maxLength: 6 }), { maxLength: 5 });
const anyOrder = fc.constantFrom<"one by one" | "pairwise">("one by one", "pairwise");

describe("merging", () => {
  it.each(["pct(x, 50)", ...AGGREGATE_NAMES.map((name) => aggregateCall(name, "x"))])(
    "the parts of any split of the input gives the bits of %s over all of it",
    (call) => {
      fc.assert(
        fc.property(anyParts, anyOrder, (parts, order) => {
          expect(aggregateParts(call, parts, order).value).toStrictEqual(aggregate(call, parts.flat()));
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe("a percentile", () => {
  it("is the number at its rank in a sorted list", () => {
    const numbers = fc.array(
      fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 100 }), (list, percentile) => {
        const sorted = list.toSorted((left, right) => left - right);
        const rank = Math.max(1, Math.ceil((percentile * list.length) / 100));
        expect(aggregate(`pct(x, ${percentile})`, untimed(list)) === sorted[rank - 1]).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("above 100,000 different values", () => {
  /** Numbers of both signs over many sizes, and zero: 130,001 different ones. */
  const numbers = Array.from({ length: 130_001 }, (_, index) => (index - 50_000) ** 3 / 1000);
  const texts = Array.from({ length: 130_000 }, (_, index) => `user-${index}`);

  it.each([0, 1, 25, 38.46, 50, 95, 100])("the %sth percentile stays within 0.1 percent", (percentile) => {
    const rank = Math.max(1, Math.ceil((percentile * numbers.length) / 100));
    const exact = numbers[rank - 1] ?? Number.NaN;
    const approximate = aggregate(`pct(x, ${percentile})`, untimed(numbers)) as number;
    expect(Math.abs(approximate - exact)).toBeLessThanOrEqual(Math.abs(exact) * 0.001 * (1 + 1e-9));
  });

  it("the smallest and the largest number stay exact", () => {
    expect(aggregate("pct(x, 0)", untimed(numbers))).toBe(-125_000_000_000);
    expect(aggregate("pct(x, 100)", untimed(numbers))).toBe(512_000_000_000);
  });

  it("the count of different texts stays within 2 percent", () => {
    expect(Math.abs((aggregate("countDistinct(x)", untimed(texts)) as number) - 130_000)).toBeLessThan(2600);
  });

  it.each([
    ["pct(x, 95)", untimed(numbers)],
    ["pct(x, 20)", untimed(numbers)],
    ["countDistinct(x)", untimed(texts)],
  ])("%s is approximate and the same for any split", (call, samples) => {
    const whole = aggregateParts(call, [samples], "one by one");
    expect(whole.isApproximate).toBe(true);
    for (const cut of [10, 60_000, 110_000]) {
      const parts = [samples.slice(0, cut), samples.slice(cut)];
      expect(aggregateParts(call, parts, "one by one")).toStrictEqual(whole);
    }
  });

  it("100,000 themselves are still exact", () => {
    const most = texts.slice(0, 100_000);
    const repeated = [untimed(most.slice(0, 70_000)), untimed(most.slice(30_000))];
    expect(aggregateParts("countDistinct(x)", repeated, "one by one")).toEqual({
      value: 100_000,
      isApproximate: false,
    });
    expect(aggregateParts("pct(x, 50)", [untimed(numbers.slice(0, 100_000))], "one by one")).toEqual({
      value: numbers[49_999],
      isApproximate: false,
    });
  });
});
