import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorize } from "../../src/plan/index.ts";
import { wholeNumbersWithin } from "../../src/scan/whole-numbers-within.ts";
import { isOrderedNumber } from "../../src/values/index.ts";
import { planOf } from "../support/read-events.ts";
import { expectSameFilters } from "./expect-same-filters.ts";

const anyValue = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .oneof(fc.integer({ min: -3, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
      .map(String),
  },
  fc.constantFrom("5.0", "0.5e1", "-0", "1e999", "-1e999", "9007199254740993", "123456789012345678", "1e-400"),
  fc.constantFrom('"5"', '" 6 "', '"5.50"', '"x"', '""', '"1e999"', '"0x10"', '"\\u0035"', "true", "false", "null"),
  fc.constantFrom("[5]", '{"m":5}'),
);

const CONDITIONS = [
  ...["m > 5", "m >= 5", "m < 5", "m <= 5.0", "5 < m", "5 >= m", 'm > "5"', '"5" >= m', "m > -0", 'm > "x"'],
  ...["m > 2 and m < 8", "m > 2 or m < 1", "not m > 5", "m > 5 and strlen(m) > 1", "m > 5 and m != 7", "m > n"],
];

describe("bounds of numbers", () => {
  it("take the values that the filters take, and no others", async () => {
    await expectSameFilters(CONDITIONS, anyValue, 40);
  });

  it("leave the whole numbers from one to another", () => {
    const limit = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(2.5, -0.5, 4.0001, 1e12, -1e12, 2 ** 31));
    const bound = fc.record({ operator: fc.constantFrom("<", "<=", ">", ">=" as const), number: limit });
    fc.assert(
      fc.property(fc.array(bound, { minLength: 1, maxLength: 3 }), (bounds) => {
        const { least, most } = wholeNumbersWithin(bounds);
        for (const value of [...Array(12).keys(), 99_999]) {
          const expected = bounds.every(({ operator, number }) => isOrderedNumber(value, operator, number));
          expect(value >= least && value <= most).toBe(expected);
        }
      }),
    );
  });

  it("are those of the column itself, and not of what a step puts in its place", () => {
    const boundsOf = (text: string) => vectorize(planOf(text)).columns.map(({ bounds }) => bounds);
    expect(boundsOf("filter m > 5 and 9 >= m")).toEqual([
      [
        { operator: ">", number: 5 },
        { operator: "<=", number: 9 },
      ],
    ]);
    expect(boundsOf('filter m > 5 or m < 2 | filter m = 3 | filter m > "x"')).toEqual([[]]);
    expect(boundsOf("fields m * 2 as m | filter m > 5")).toEqual([[]]);
    expect(boundsOf("fields m * 2 as u | filter u > 5")).toEqual([[]]);
  });
});
