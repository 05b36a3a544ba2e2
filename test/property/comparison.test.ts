import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareCodePoints,
  compareForSort,
  isEqual,
  isList,
  isNumberLike,
  isOrdered,
  toNumber,
  type Value,
} from "../../src/values/index.ts";
import { anyValue } from "../support/arbitrary-value.ts";

const isFit = (value: Value): boolean => value !== undefined && !isList(value);

describe("equality", () => {
  it("does not depend on the sides", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        expect(isEqual(left, right)).toBe(isEqual(right, left));
      }),
      { numRuns: 3000 },
    );
  });

  it("holds for a value and itself, unless it is missing or a list", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(isEqual(value, value)).toBe(isFit(value));
      }),
      { numRuns: 500 },
    );
  });

  it("is of numbers when one side is a number by its kind and the other reads as one", () => {
    fc.assert(
      fc.property(anyValue.filter(isNumberLike), anyValue.filter(isFit), (number, other) => {
        const isSpelling = typeof number === "boolean" && other === String(number);
        expect(isEqual(number, other)).toBe(isSpelling || toNumber(number) === toNumber(other));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("ordering", () => {
  it("of what reads as numbers on both sides is that of the numbers", () => {
    const numeric = anyValue.filter((value) => toNumber(value) !== undefined);
    fc.assert(
      fc.property(numeric, numeric, (left, right) => {
        const [a, b] = [toNumber(left) as number, toNumber(right) as number];
        expect(isOrdered(left, "<", right)).toBe(a < b);
        expect(isOrdered(left, "<=", right)).toBe(a <= b);
        expect(isOrdered(left, ">", right)).toBe(a > b);
        expect(isOrdered(left, ">=", right)).toBe(a >= b);
        if (a !== b) expect(compareForSort(left, right) < 0).toBe(a < b);
      }),
      { numRuns: 2000 },
    );
  });

  it("holds one way round or the other, or not at all", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const [less, greater] = [isOrdered(left, "<", right), isOrdered(left, ">", right)];
        expect(less && greater).toBe(false);
        expect(less).toBe(isOrdered(right, ">", left));
        expect(isOrdered(left, "<=", right)).toBe(isOrdered(right, ">=", left));
        if (less) expect(isOrdered(left, "<=", right)).toBe(true);
        const isUnordered = !isFit(left) || !isFit(right);
        if (isUnordered) expect([less, isOrdered(left, "<=", right)]).toEqual([false, false]);
      }),
      { numRuns: 3000 },
    );
  });

  it("of texts is by code points", () => {
    const character = fc.constantFrom("a", "Z", "é", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "😀", "\u{10ffff}");
    const text = fc.string({ unit: character, maxLength: 5 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
        // UTF-8 keeps the order of code points.
        expect(Math.sign(compareCodePoints(left, right))).toBe(bytes);
        expect(isOrdered(left, "<", right)).toBe(bytes < 0);
      }),
      { numRuns: 1000 },
    );
  });
});
