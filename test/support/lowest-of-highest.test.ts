import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowestOfHighest } from "../../src/support/lowest-of-highest.ts";

describe("the lowest of the highest numbers", () => {
  const few = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 });
  const any = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 300 });
  const rising = fc.nat({ max: 300 }).map((count) => Array.from({ length: count + 1 }, (_, index) => index));

  it("is the one that stands there in their order", () => {
    fc.assert(
      fc.property(fc.oneof(few, any, rising), fc.nat(), (numbers, seed) => {
        const wanted = (seed % numbers.length) + 1;
        const expected = [...numbers].sort((a, b) => b - a)[wanted - 1];
        // What stands behind them is not looked at.
        const all = Float64Array.of(...numbers, 1e308);
        expect(lowestOfHighest(all, numbers.length, wanted) === expected).toBe(true);
        expect(all.at(-1)).toBe(1e308);
      }),
      { numRuns: 1000 },
    );
  });
});
