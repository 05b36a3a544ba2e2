import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareForSort, isNumberLike, parseNumber, toText, type Value } from "../../src/values/index.ts";
import { anyValue } from "../support/arbitrary-value.ts";

/** The ascending example of section 8.1. */
const DOCUMENTED = "!: # *%04 0# 5A 111A 2345_ @ @_ A A9876fghj a12345hfh 0 01 1 2 3".split(" ");

function kindOf(value: Value): "missing" | "text" | "number" {
  if (value === undefined) return "missing";
  const isNumber = isNumberLike(value) || (typeof value === "string" && parseNumber(value) !== undefined);
  return isNumber ? "number" : "text";
}

describe("the order of sort", () => {
  it("is the documented one, wherever the values started", () => {
    for (const [index, value] of DOCUMENTED.entries()) {
      for (const later of DOCUMENTED.slice(index + 1))
        expect(compareForSort(value, later), `${value} ${later}`).toBeLessThan(0);
    }
    fc.assert(
      fc.property(fc.shuffledSubarray(DOCUMENTED, { minLength: DOCUMENTED.length }), (shuffled) => {
        expect(shuffled.sort(compareForSort)).toEqual(DOCUMENTED);
      }),
      { numRuns: 100 },
    );
  });

  it("puts missing values first, then text, then numbers", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const ranks = ["missing", "text", "number"];
        const difference = ranks.indexOf(kindOf(left)) - ranks.indexOf(kindOf(right));
        if (difference !== 0) expect(Math.sign(compareForSort(left, right))).toBe(Math.sign(difference));
      }),
      { numRuns: 2000 },
    );
  });

  it("turns around with its operands, and ties only what prints alike and is of one kind", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const difference = compareForSort(left, right);
        expect(Number.isNaN(difference)).toBe(false);
        expect(Math.sign(difference) + Math.sign(compareForSort(right, left))).toBe(0);
        const isAlike = toText(left) === toText(right) && kindOf(left) === kindOf(right);
        if (difference === 0) expect(isAlike).toBe(true);
        expect(compareForSort(left, left)).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  it("is transitive", () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        // In boxes, because Array.sort itself puts undefined elements last.
        const boxes = [{ value: a }, { value: b }, { value: c }].sort((x, y) => compareForSort(x.value, y.value));
        const [first, second, third] = boxes.map(({ value }) => value);
        expect(compareForSort(first, second)).toBeLessThanOrEqual(0);
        expect(compareForSort(second, third)).toBeLessThanOrEqual(0);
        expect(compareForSort(first, third)).toBeLessThanOrEqual(0);
        const isTied = compareForSort(a, b) === 0;
        if (isTied) expect(Math.sign(compareForSort(a, c))).toBe(Math.sign(compareForSort(b, c)));
      }),
      { numRuns: 5000 },
    );
  });
});
