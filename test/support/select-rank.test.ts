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
        expect(all.toSorted()).toEqual(Float64Array.of(...numbers, 1e308, -1e308).toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  const count = 2000;
  it.each([
    ["rising", (at: number) => at],
    ["falling", (at: number) => -at],
    ["rising and falling", (at: number) => Math.min(at, count - at)],
    ["falling and rising", (at: number) => Math.max(at, count - at)],
    ["two rising in turn", (at: number) => (at % 2 === 0 ? at : count - at)],
    ["of few kinds", (at: number) => at % 7],
    ["the same", () => 5],
  ])("is found with a few looks at each of many numbers, %s", (_, numberAt) => {
    const numbers = Float64Array.from({ length: count }, (_, at) => numberAt(at));
    for (const rank of [1, count / 20, count / 2, count * 0.95, count]) {
      let looks = 0;
      const watched = new Proxy(numbers.slice(), {
        get: (all, place) => {
          looks++;
          return Reflect.get(all, place);
        },
      });
      expect(selectRank(watched, count, rank)).toBe(numbers.toSorted()[rank - 1]);
      expect(looks).toBeLessThan(40 * count);
    }
  });
});
