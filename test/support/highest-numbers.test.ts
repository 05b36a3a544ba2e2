import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HighestNumbers } from "../../src/support/highest-numbers.ts";

describe("the lowest of the highest numbers", () => {
  const few = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 });
  const any = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 300 });
  const rising = fc.nat({ max: 300 }).map((count) => Array.from({ length: count + 1 }, (_, index) => index));

  it("is the one that stands there in their order, whichever arrays they come in", () => {
    const highest = new HighestNumbers();
    fc.assert(
      fc.property(fc.oneof(few, any, rising), fc.nat(), fc.nat(), (numbers, seed, cut) => {
        const wanted = (seed % numbers.length) + 1;
        const middle = cut % (numbers.length + 1);
        highest.start(wanted);
        // What stands around them is not looked at.
        highest.add(Float64Array.of(1e308, ...numbers.slice(0, middle), 1e308), 1, middle + 1);
        highest.add(Float64Array.from(numbers), middle, numbers.length);
        const expected = [...numbers].sort((a, b) => b - a)[wanted - 1];
        expect(highest.lowest === expected).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
