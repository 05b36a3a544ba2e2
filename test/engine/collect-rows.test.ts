import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectRows } from "../../src/engine/collect-rows.ts";
import type { CollectRows } from "../../src/plan/index.ts";
import { compareForSort, toText, type Value } from "../../src/values/index.ts";

const LIMITS = [1, 2, 3, 5, 100];

/** Few values, so that ties and repeats are common. */
const anyPair = fc.tuple(
  fc.constantFrom<Value>(undefined, "a", "b", 1, "1", 2),
  fc.constantFrom<Value>(undefined, "a", 1),
);

/** More values, so that few tie, each with several others. */
const anyNumberedPair = fc.tuple<[Value, Value]>(fc.nat({ max: 50 }), fc.constantFrom("a", "b", "c", "d", "e", "f"));

/** Two values and the place in the input. */
const anyRows = fc
  .oneof(fc.array(anyPair, { maxLength: 30 }), fc.array(anyNumberedPair, { maxLength: 60 }))
  .map((pairs) => pairs.map(([first, second], index): Value[] => [first, second, index]));

const anyOrder = fc.array(
  fc.record({ slot: fc.nat({ max: 1 }), direction: fc.constantFrom("asc" as const, "desc" as const) }),
  { maxLength: 2 },
);

const anyCollect: fc.Arbitrary<CollectRows> = fc
  .record({
    order: anyOrder,
    limit: fc.constantFrom(...LIMITS),
    distinct: fc.constantFrom(undefined, [0], [1], [0, 1]),
  })
  .map(({ order, limit, distinct }) => ({
    kind: "rows",
    order,
    limit,
    ...(distinct === undefined ? {} : { distinct }),
  }));

/** All rows sorted, those that repeat taken out, and the rest cut off. */
function plainly({ order, limit, distinct }: CollectRows, rows: readonly Value[][]): Value[][] {
  const sorted = rows.toSorted((left, right) => {
    for (const { slot, direction } of order) {
      const difference = compareForSort(left[slot], right[slot]);
      if (difference !== 0) return direction === "asc" ? difference : -difference;
    }
    return 0;
  });
  const seen = new Set<string>();
  const kept = sorted.filter((row) => {
    const values = distinct?.map((slot) => row[slot]);
    if (values === undefined || values.includes(undefined)) return true;
    const key = JSON.stringify(values.map(toText));
    return !seen.has(key) && seen.add(key);
  });
  return kept.slice(0, limit);
}

describe("the first rows in an order", () => {
  it("are those of a stable sort, each combination once, cut at the limit", () => {
    fc.assert(
      fc.property(anyCollect, anyRows, (collect, rows) => {
        const collector = collectRows(collect);
        for (const row of rows) collector.add(row);
        expect(collector.rows()).toEqual(plainly(collect, rows));
      }),
      { numRuns: 3000 },
    );
  });

  it("are the same where rows are left out that sort behind as many others collected before", () => {
    fc.assert(
      fc.property(anyCollect, anyRows, fc.nat({ max: 60 }), (collect, rows, middle) => {
        const later = collectRows(collect);
        for (const row of rows.slice(middle)) later.add(row);
        const bound = later.rows()[collect.limit - 1];
        const earlier = collectRows(collect, bound);
        for (const row of rows.slice(0, middle)) {
          if (!earlier.turnsAway(row)) earlier.add(row);
        }
        const all = collectRows(collect);
        for (const row of [...earlier.rows(), ...later.rows()]) all.add(row);
        expect(all.rows()).toEqual(plainly(collect, rows));
      }),
      { numRuns: 3000 },
    );
  });

  it("are not told by a row that was the last one and has become a better one", () => {
    const collector = collectRows({ kind: "rows", order: [{ slot: 0, direction: "asc" }], limit: 2, distinct: [1] });
    const rows: Value[][] = [
      [10, "a"],
      [30, "b"],
      [50, "c"],
      [60, "d"],
      [5, "b"],
      [7, "e"],
    ];
    for (const row of rows) collector.add(row);
    expect(collector.rows()).toEqual([
      [5, "b"],
      [7, "e"],
    ]);
  });

  it("are copies: a row may be used again for the next event", () => {
    const collector = collectRows({ kind: "rows", order: [{ slot: 0, direction: "asc" }], limit: 2 });
    const row: Value[] = [];
    for (const value of ["c", "a", "b", "d"]) {
      row[0] = value;
      collector.add(row);
    }
    expect(collector.rows()).toEqual([["a"], ["b"]]);
  });
});
