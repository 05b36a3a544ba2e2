import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber, printNumber } from "../../src/values/index.ts";

const below1e15 = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  // Decimals of five places, half of which sit on the edge between two roundings.
  fc.tuple(fc.integer(), fc.constantFrom(1e5, 2e4, 1e6)).map(([digits, scale]) => digits / scale),
);

describe("a printed number", () => {
  it("is its decimal text rounded half away from zero to four decimals", () => {
    fc.assert(
      fc.property(below1e15, (value) => {
        expect(printNumber(value)).toBe(roundByHand(value));
      }),
      { numRuns: 5000 },
    );
  });

  it("reads back as itself when it has no more than four decimals", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), fc.nat({ max: 4 }), (digits, decimals) => {
        const value = Number(`${digits}e-${decimals}`) + 0;
        expect(parseNumber(printNumber(value))).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  it("of a whole number is all of its digits up to 1e21, and always reads back", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e15, max: 1e21, maxExcluded: true, noNaN: true }), (value) => {
        expect(parseNumber(printNumber(value))).toBe(value);
        if (Number.isInteger(value)) expect(printNumber(value)).toBe(BigInt(value).toString());
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.double({ min: 1e21, noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(printNumber(value))).toBe(value);
        expect(parseNumber(printNumber(-value))).toBe(-value);
      }),
      { numRuns: 500 },
    );
  });
});

/** In whole numbers: the shortest decimal text of a number is `digits` times ten to the power of `exponent`. */
function roundByHand(value: number): string {
  const [mantissa = "", power = "0"] = Math.abs(value).toExponential().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = BigInt(whole + fraction);
  const exponent = Number(power) - fraction.length + 4;
  const tenThousandths =
    exponent >= 0
      ? digits * 10n ** BigInt(exponent)
      : (digits * 2n + 10n ** BigInt(-exponent)) / (2n * 10n ** BigInt(-exponent));
  const text = `${tenThousandths / 10_000n}.${(tenThousandths % 10_000n).toString().padStart(4, "0")}`;
  const trimmed = text.replace(/\.?0+$/, "");
  return value < 0 && tenThousandths > 0n ? `-${trimmed}` : trimmed;
}
