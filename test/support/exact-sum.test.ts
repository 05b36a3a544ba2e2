import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundRatio, UNITS_IN_ONE } from "../../src/support/exact-ratio.ts";
import {
  addExactly,
  type ExactSum,
  exactSum,
  exactSumInUnits,
  mergeExactSums,
  roundExactMean,
  roundExactSum,
} from "../../src/support/exact-sum.ts";
import { distance, isAtMost, plus, rational } from "./rational.ts";

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Sizes at which sums overflow, cancel out, or leave remainders far below them. */
const awkward = fc.constantFrom(
  1e308,
  -1e308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 970,
  -(2 ** 969),
  5e-324,
  0.1,
  -0,
  1,
);
const decimal = fc.integer({ min: -1e6, max: 1e6 }).map((thousandths) => thousandths / 1000);
const addends = fc.array(fc.oneof(anyDouble, awkward, decimal), { maxLength: 12 });

describe("an exact sum", () => {
  it("is zero of nothing", () => {
    expect(roundExactSum(exactSum())).toBe(0);
  });

  it("keeps what plain addition loses", () => {
    expect(roundExactSum(sumOf(Array(10).fill(0.1)))).toBe(1);
    expect(roundExactSum(sumOf([1e100, 1, -1e100]))).toBe(1);
    expect(roundExactSum(sumOf([1e-320, 1e300, 1, -1e300, -1]))).toBe(1e-320);
  });

  it("survives an overflow on the way", () => {
    expect(roundExactSum(sumOf([1e308, 1e308, -1e308]))).toBe(1e308);
    expect(roundExactSum(sumOf([Number.MAX_VALUE, Number.MAX_VALUE, 0.5, -Number.MAX_VALUE, -Number.MAX_VALUE]))).toBe(
      0.5,
    );
  });

  it("is infinite where the answer is", () => {
    expect(roundExactSum(sumOf([1e308, 1e308]))).toBe(Number.POSITIVE_INFINITY);
    expect(roundExactSum(sumOf([-1e308, -1e308]))).toBe(Number.NEGATIVE_INFINITY);
  });

  it("has a mean even then", () => {
    expect(roundExactMean(sumOf([1e308, 1e308]), 2)).toBe(1e308);
    expect(roundExactMean(sumOf([1, 2]), 2)).toBe(1.5);
  });

  it("has a mean that is rounded once", () => {
    const numbers = fc.array(fc.oneof(decimal, fc.double({ min: -1e9, max: 1e9, noNaN: true }), anyDouble, awkward), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 2 ** 31 }), (list, count) => {
        const sum = sumOf(list);
        const expected = roundRatio(exactSumInUnits(sum), UNITS_IN_ONE * BigInt(count));
        expect(roundExactMean(sum, count) + 0).toBe(expected + 0);
      }),
      { numRuns: 20_000 },
    );
    expect(roundExactMean(sumOf([1000000000.1, 1000000000.2, 1000000000.3]), 3)).toBe(1000000000.2);
  });

  it("rounds ties to the even neighbour, and by what lies far below a tie", () => {
    expect(roundExactSum(sumOf([2 ** 53, 1]))).toBe(2 ** 53);
    expect(roundExactSum(sumOf([2 ** 53, 1, 2 ** -1000]))).toBe(2 ** 53 + 2);
    expect(roundExactSum(sumOf([2 ** 53, 1, -(2 ** -1000)]))).toBe(2 ** 53);
    expect(roundExactSum(sumOf([2 ** 1000, 2 ** 947, 5e-324]))).toBe(2 ** 1000 + 2 ** 948);
  });

  it("is the double nearest to the fraction that the addends make", () => {
    fc.assert(
      fc.property(addends, (numbers) => {
        const rounded = roundExactSum(sumOf(numbers));
        const exact = numbers.map(rational).reduce(plus, rational(0));
        fc.pre(Number.isFinite(rounded));
        const error = distance(exact, rational(rounded));
        for (const neighbour of neighbours(rounded)) {
          expect(isAtMost(error, distance(exact, rational(neighbour)))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is the same in any order and for any split of its addends", () => {
    fc.assert(
      fc.property(addends, fc.nat(), (numbers, seed) => {
        const expected = roundExactSum(sumOf(numbers));
        const at = numbers.length === 0 ? 0 : seed % numbers.length;
        const left = sumOf(numbers.slice(0, at));
        mergeExactSums(left, structuredClone(sumOf(numbers.slice(at))));
        expect(roundExactSum(left)).toBe(expected);
        expect(roundExactSum(sumOf(numbers.toReversed()))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("stays small over many addends of many sizes", () => {
    const sum = exactSum();
    for (let index = 0; index < 20_000; index++) addExactly(sum, (index % 7) * 10 ** ((index % 600) - 300));
    expect(sum.partials.length).toBeLessThan(100);
  });
});

function sumOf(numbers: readonly number[]): ExactSum {
  const sum = exactSum();
  for (const number of numbers) addExactly(sum, number);
  return sum;
}

/** The finite doubles next to a finite one. */
function neighbours(value: number): number[] {
  const bits = new BigInt64Array(1);
  const double = new Float64Array(bits.buffer);
  const size = Math.abs(value);
  const steps = size === 0 ? [1n] : [1n, -1n];
  return steps
    .map((step) => {
      double[0] = size;
      bits[0] = (bits[0] ?? 0n) + step;
      return (double[0] ?? 0) * (value < 0 ? -1 : 1);
    })
    .filter(Number.isFinite);
}
