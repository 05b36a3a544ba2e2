import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitWidths } from "../../src/render/fit-widths.ts";

const text = (full: number) => ({ full, readable: Math.min(full, 12), least: 1 });
const number = (full: number, least = full) => ({ full, readable: full, least });
const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

describe("fitting column widths", () => {
  it("cuts nothing that fits", () => {
    expect(fitWidths([text(30), number(10)], 40)).toEqual([30, 10]);
  });

  it("shrinks the widest text first", () => {
    expect(fitWidths([text(50), text(20), number(10)], 60)).toEqual([30, 20, 10]);
    expect(fitWidths([text(50), text(40), number(10)], 60)).toEqual([25, 25, 10]);
  });

  it("gives what is left over to the first columns", () => {
    expect(fitWidths([text(50), text(50), text(50)], 50)).toEqual([17, 17, 16]);
  });

  it("keeps text readable and headings of numbers whole as long as it can", () => {
    expect(fitWidths([text(50), number(20, 5)], 32)).toEqual([12, 20]);
    expect(fitWidths([text(50), number(20, 5)], 30)).toEqual([15, 15]);
    expect(fitWidths([text(50), number(20, 5)], 9)).toEqual([4, 5]);
  });

  it("overflows rather than cutting numbers", () => {
    expect(fitWidths([text(50), number(20)], 10)).toEqual([1, 20]);
  });

  it("uses the width there is, never more, and widens no column", () => {
    const size = fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)).map(([a, b, c]) => {
      const [least = 0, readable = 0, full = 0] = [a, b, c].toSorted((x, y) => x - y);
      return { full, readable, least };
    });
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 8 }), fc.nat(400), (sizes, available) => {
        const widths = fitWidths(sizes, available);
        const needed = sum(sizes.map(({ least }) => least));
        const wanted = sum(sizes.map(({ full }) => full));
        expect(sum(widths)).toBe(Math.max(needed, Math.min(wanted, available)));
        for (const [index, { full, least }] of sizes.entries()) {
          expect(widths[index]).toBeGreaterThanOrEqual(least);
          expect(widths[index]).toBeLessThanOrEqual(full);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
