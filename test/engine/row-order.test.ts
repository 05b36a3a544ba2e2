import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstInOrder, inOrder, rowComparator } from "../../src/engine/row-order.ts";
import type { OrderKey } from "../../src/plan/index.ts";
import { timestamp, type Value } from "../../src/values/index.ts";
import { anyValue } from "../support/arbitrary-value.ts";

/** A column of values of one kind, of which some are missing, or of all kinds. */
const anyColumn = fc.constantFrom<fc.Arbitrary<Value>>(
  fc.constantFrom(undefined, -1, 0, -0, 1, 1.5, Number.MAX_VALUE, -Number.MAX_VALUE),
  fc.nat({ max: 5 }).map(timestamp),
  fc.constantFrom(undefined, "a", "a1", "a10", "a2", "7", "07"),
  fc.constantFrom<Value>(1, timestamp(1), timestamp(2), 2, undefined),
  anyValue,
);

const anyRows = fc
  .tuple(anyColumn, anyColumn)
  .chain(([first, second]) => fc.array(fc.tuple(first, second), { maxLength: 40 }))
  .map((pairs) => pairs.map(([first, second], index): Value[] => [first, second, index]));

const anyOrder: fc.Arbitrary<OrderKey[]> = fc.array(
  fc.record({ slot: fc.nat({ max: 1 }), direction: fc.constantFrom("asc", "desc") }),
  { maxLength: 3 },
);

describe("rows in order", () => {
  it("stand as a stable sort puts them that compares their values", () => {
    fc.assert(
      fc.property(anyRows, anyOrder, (rows, order) => {
        expect(inOrder(rows, order)).toStrictEqual(rows.toSorted(rowComparator(order)));
      }),
      { numRuns: 2000 },
    );
  });

  it("are the same where only the first are asked for", () => {
    fc.assert(
      fc.property(
        anyRows,
        anyOrder,
        fc.nat({ max: 1500 }),
        fc.integer({ min: 1, max: 60 }),
        (some, order, count, times) => {
          const rows = Array.from({ length: times }, () => some).flat();
          expect(firstInOrder(rows, order, count)).toStrictEqual(inOrder(rows, order).slice(0, count));
        },
      ),
      { numRuns: 500 },
    );
  });
});
