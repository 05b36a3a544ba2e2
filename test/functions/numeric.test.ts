import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNumber, timestamp, type Value, valueList } from "../../src/values/index.ts";
import { run } from "./run.ts";

describe("numeric functions", () => {
  it("take text, booleans, times and numbers of the log as numbers", () => {
    expect(run("abs", "-7")).toBe(7);
    expect(run("toNumber", true)).toBe(1);
    expect(run("toNumber", timestamp(1500))).toBe(1500);
    expect(run("ceil", logNumber(1.5, "1.50"))).toBe(2);
  });

  it("count lists as missing", () => {
    expect(run("abs", valueList([1]))).toBeUndefined();
    expect(run("greatest", valueList([9]), 1)).toBe(1);
  });

  it("give nothing for a number that no double can hold", () => {
    expect(run("abs", logNumber(Number.POSITIVE_INFINITY, "1e999"))).toBeUndefined();
    expect(run("least", logNumber(Number.NEGATIVE_INFINITY, "-1e999"), 1)).toBe(1);
  });

  it("round the decimal text, halves away from zero", () => {
    expect(run("round", 2.675, 2)).toBe(2.68);
    expect(run("round", -2.675, 2)).toBe(-2.68);
    expect(run("round", 0.5)).toBe(1);
    expect(run("round", -0.5)).toBe(-1);
    expect(run("round", 1.5e-7, 7)).toBe(2e-7);
    expect(run("round", 1550, -2)).toBe(1600);
  });

  it("leave a number as it is where there is nothing to round off", () => {
    expect(run("round", 1e300, 2)).toBe(1e300);
    expect(run("round", 1.25, 400)).toBe(1.25);
    expect(run("round", 1.25, 1e300)).toBe(1.25);
    expect(run("round", 1.25, -1e300)).toBe(0);
  });

  it("round to the nearest decimal, as whole numbers do", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        // Calculated in whole numbers of 10^-6, without fractions.
        const step = 10 ** (6 - decimals);
        const expected = Math.sign(digits) * Math.floor((Math.abs(digits) + step / 2) / step) * step;
        expect(run("round", Number(`${digits}e-6`), decimals)).toBeCloseTo(expected / 1e6, 9);
      }),
      { numRuns: 300 },
    );
  });

  it("truncate integers within 32 and 64 bits", () => {
    expect(run("toInt", 2147483647.9)).toBe(2147483647);
    expect(run("toInt", -2147483648)).toBe(-2147483648);
    expect(run("toInt", -2147483649)).toBeUndefined();
    expect(run("toLong", -(2 ** 63))).toBe(-(2 ** 63));
    expect(run("toLong", 2 ** 63)).toBeUndefined();
  });

  it("measure the distance between cities as an atlas does", () => {
    const kilometres = run("haversine", 52.52, 13.405, 48.8566, 2.3522) as number;
    expect(Math.abs(kilometres - 878)).toBeLessThan(2);
  });

  it("give finite numbers or nothing, whatever they are given", () => {
    const anything: fc.Arbitrary<Value> = fc.oneof(fc.double({ noNaN: true }), fc.string(), fc.constant(undefined));
    fc.assert(
      fc.property(fc.constantFrom("abs", "sqrt", "log", "round", "toInt", "least"), anything, (name, value) => {
        const result = run(name, value);
        expect(result === undefined || Number.isFinite(result)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
