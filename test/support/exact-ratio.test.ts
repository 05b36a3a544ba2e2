import fc from "fast-check";
import { expect, it } from "vitest";
import { roundRatio, toUnits, UNITS_IN_ONE } from "../../src/support/exact-ratio.ts";

const smallest = fc.integer({ min: -(2 ** 50), max: 2 ** 50 }).map((units) => units * Number.MIN_VALUE);
const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
const near = fc.double({ min: -1e-300, max: 1e-300, noNaN: true });

it("a fraction is rounded as the processor rounds a division, also below the smallest normal double", () => {
  fc.assert(
    fc.property(fc.oneof(anyDouble, near, smallest), fc.integer({ min: 1, max: 2 ** 31 }), (dividend, divisor) => {
      const quotient = roundRatio(toUnits(dividend), UNITS_IN_ONE * BigInt(divisor));
      expect(quotient + 0).toBe(dividend / divisor + 0);
    }),
    { numRuns: 20_000 },
  );
});
