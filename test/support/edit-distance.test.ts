import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/support/edit-distance.ts";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["stats", "stats", 0],
    ["", "sort", 4],
    ["limt", "limit", 1],
    ["limiit", "limit", 1],
    ["lomit", "limit", 1],
    ["stast", "stats", 1],
    ["kitten", "sitting", 3],
    ["flaw", "lawn", 2],
    ["Count", "count", 1],
    ["😀a", "a😀", 1],
  ])("counts the edits between %j and %j as %i", (left, right, edits) => {
    expect(editDistance(left, right)).toBe(edits);
  });

  it("edits no characters between two that were swapped", () => {
    // Optimal string alignment: 3, where edits between swapped characters would make it 2.
    expect(editDistance("ca", "abc")).toBe(3);
  });

  it("is symmetric, zero only for equal texts, and no more than the longer length", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const edits = editDistance(left, right);
        expect(edits).toBe(editDistance(right, left));
        expect(edits === 0).toBe(left === right);
        expect(edits).toBeLessThanOrEqual(Math.max(left.length, right.length));
        expect(edits).toBeGreaterThanOrEqual(Math.abs(left.length - right.length));
      }),
      { numRuns: 300 },
    );
  });

  it("is one for any two neighbours that are swapped", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), (before, after) => {
        expect(editDistance(`${before}xy${after}`, `${before}yx${after}`)).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
