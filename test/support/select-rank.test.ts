import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectRank } from "../../src/support/select-rank.ts";

describe("the number at a rank", () => {
  const few = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 });
  const any = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 200 });
  const ordered = fc.nat({ max: 300 }).map((count) => Array.from({ length: count + 1 }, (_, index) => index));

  it("is the one that stands there in their order", () => {
    fc.assert(
      fc.property(fc.oneof(few, any, ordered), fc.nat(), (numbers, seed) => {
        const rank = (seed % numbers.length) + 1;
        const expected = [...numbers].sort((a, b) => a - b)[rank - 1];
        // What stands behind them is not looked at, and stays where it is.
        const all = Float64Array.of(...numbers, 1e308, -1e308);
        expect(selectRank(all, numbers.length, rank) === expected).toBe(true);
        expect([...all.slice(numbers.length)]).toEqual([1e308, -1e308]);
        expect([...all].sort()).toEqual([...numbers, 1e308, -1e308].sort());
      }),
      { numRuns: 1000 },
    );
  });
});
