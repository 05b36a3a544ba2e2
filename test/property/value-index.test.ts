import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexValues, isAmong } from "../../src/engine/value-index.ts";
import { isEqual, logNumber, timestamp, type Value, valueList } from "../../src/values/index.ts";

/** Values that equal one another in as many ways as there are. */
const value: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  ...[undefined, "", "a", "7", "7.0", " 7", "007", "true", "false", "1", "0", "-0", "2026-03-01"],
  ...[7, 1, 0, -0, true, false, 1.5, "1.5", "1e0"],
  ...[logNumber(7, "7"), logNumber(7, "7.00"), logNumber(1.5, "1.5"), timestamp(7), timestamp(0)],
  valueList(["7"]),
);

describe("the search among values", () => {
  it("finds what `=` finds, in order", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), value, (values, wanted) => {
        const expected = values.flatMap((candidate, position) => (isEqual(wanted, candidate) ? [position] : []));
        expect(indexValues(values)(wanted)).toEqual(expected);
        expect(isAmong(values)(wanted)).toBe(expected.length > 0);
      }),
      { numRuns: 3000 },
    );
  });
});
