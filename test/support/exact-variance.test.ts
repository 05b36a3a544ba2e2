import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMoment,
  type ExactMoments,
  exactMoments,
  mergeMoments,
  populationDeviation,
  populationVariance,
} from "../../src/support/exact-variance.ts";
import { distance, isAtMost, plus, type Rational, rational, times } from "./rational.ts";

const size = fc.constantFrom(1, 1e-3, 1e9, 1e150, 1e-150, 1e-200, 2 ** -480, 2 ** 480);
const numbers = fc.array(
  fc.tuple(fc.integer({ min: -1000, max: 1000 }), size).map(([digits, scale]) => digits * scale),
  { minLength: 1, maxLength: 8 },
);

describe("an exact variance", () => {
  it("is right where the formula cancels in floating point", () => {
    expect(populationVariance(momentsOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]))).toBe(22.5);
    expect(populationVariance(momentsOf([1e15 + 1, 1e15 + 3]))).toBe(1);
  });

  it("is exactly zero of equal numbers", () => {
    for (const number of [0.1, 1e300, 5e-324, -3]) {
      expect(populationVariance(momentsOf([number, number, number]))).toBe(0);
      expect(populationDeviation(momentsOf([number, number, number]))).toBe(0);
    }
  });

  it("has a deviation where the variance is beyond doubles", () => {
    expect(populationVariance(momentsOf([3e300, -3e300]))).toBe(Number.POSITIVE_INFINITY);
    expect(populationDeviation(momentsOf([3e300, -3e300]))).toBe(3e300);
    expect(populationVariance(momentsOf([3e-200, -3e-200]))).toBe(0);
    expect(populationDeviation(momentsOf([3e-200, -3e-200]))).toBe(3e-200);
    expect(populationDeviation(momentsOf([5e-324, -5e-324]))).toBe(5e-324);
    expect(populationDeviation(momentsOf([Number.MAX_VALUE, -Number.MAX_VALUE]))).toBe(Number.MAX_VALUE);
  });

  it("is within one rounding of the fraction that the numbers make", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const exact = varianceOf(list);
        const rounded = populationVariance(momentsOf(list));
        fc.pre(Number.isFinite(rounded));
        const tolerance = plus(times(exact, rational(2 ** -53)), rational(5e-324));
        expect(isAtMost(distance(exact, rational(rounded)), tolerance)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same for any split of its numbers", () => {
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const whole = momentsOf([...first, ...second]);
        const left = momentsOf(first);
        mergeMoments(left, structuredClone(momentsOf(second)));
        expect(populationVariance(left)).toBe(populationVariance(whole));
        expect(populationDeviation(left)).toBe(populationDeviation(whole));
      }),
      { numRuns: 300 },
    );
  });
});

function momentsOf(list: readonly number[]): ExactMoments {
  const moments = exactMoments();
  for (const number of list) addMoment(moments, number);
  return moments;
}

/** The mean of the squared distances from the mean, by the definition. */
function varianceOf(list: readonly number[]): Rational {
  const share: Rational = { numerator: 1n, denominator: BigInt(list.length) };
  const mean = times(list.map(rational).reduce(plus), share);
  const squares = list.map((number) => {
    const off = distance(rational(number), mean);
    return times(off, off);
  });
  return times(squares.reduce(plus), share);
}
