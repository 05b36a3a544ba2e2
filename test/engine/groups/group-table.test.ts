import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupTable } from "../../../src/engine/groups/group-table.ts";
import type { ValueDictionary } from "../../../src/engine/groups/value-dictionary.ts";
import { logNumber, timestamp, toText, type Value } from "../../../src/values/index.ts";

const keys = fc.constantFrom<Value>(
  "a",
  "b",
  "c",
  undefined,
  1,
  "1",
  logNumber(1, "1"),
  true,
  0.12341,
  0.12342,
  timestamp(1),
);
/** Rows of up to three keys, and how many of them are added at once. */
const rows = fc
  .nat({ max: 3 })
  .chain((width) => fc.array(fc.array(keys, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 60 }));

type Keys = readonly Value[];

/** The same by a Map. */
function expected(all: readonly Keys[]): { readonly numbers: number[]; readonly groups: Keys[] } {
  const groups: Keys[] = [];
  const known = new Map<string, number>();
  const numbers = all.map((row) => {
    const text = JSON.stringify(row.map((key) => toText(key) ?? null));
    const number = known.get(text) ?? groups.push(row) - 1;
    known.set(text, number);
    return number;
  });
  return { numbers, groups };
}

function numbersIn({ dictionaries }: GroupTable, row: Keys): number[] {
  return row.map((value, key) => (dictionaries[key] as ValueDictionary).numberOf(value));
}

/** Adds rows one by one, and the others all at once. */
function addTo(table: GroupTable, all: readonly Keys[], atOnce: number): number[] {
  const one = all.slice(atOnce).map((row) => table.groupOf(numbersIn(table, row), (key) => row[key]));
  const rest = all.slice(0, atOnce).map((row) => numbersIn(table, row));
  const columns = table.dictionaries.map((_, key) => Int32Array.from(rest, (row) => row[key] as number));
  return [...one, ...table.groupsOf(columns, rest.length, (key, at) => all[at]?.[key]).slice(0, rest.length)];
}

function groupsOf(table: GroupTable): Keys[] {
  const columns = table.dictionaries.map((_, key) => table.valuesOf(key));
  return Array.from({ length: table.count }, (_, group) => columns.map((read) => read(group)));
}

describe("a table of groups", () => {
  it("numbers combinations of keys as they are first seen, one by one or many at once", () => {
    fc.assert(
      fc.property(rows, fc.nat({ max: 60 }), (all, atOnce) => {
        const table = new GroupTable(all[0]?.length ?? 0);
        const { numbers, groups } = expected([...all.slice(atOnce), ...all.slice(0, atOnce)]);
        expect(addTo(table, all, atOnce)).toEqual(numbers);
        expect(groupsOf(table)).toStrictEqual(groups);
      }),
      { numRuns: 500 },
    );
  });

  it("goes to another thread, and is added to another one", () => {
    fc.assert(
      fc.property(rows, fc.nat({ max: 60 }), (all, middle) => {
        const width = all[0]?.length ?? 0;
        const [left, right] = [new GroupTable(width), new GroupTable(width)];
        addTo(left, all.slice(0, middle), 0);
        addTo(right, all.slice(middle), 0);
        const { groups, numbers } = expected(all);
        const sent = new GroupTable(width, structuredClone(left.pack()));
        expect(addTo(sent, all.slice(middle), 5).length).toBe(all.slice(middle).length);
        expect(groupsOf(sent).length).toBe(groups.length);
        const places = left.merge(structuredClone(right.pack()));
        expect(groupsOf(left)).toStrictEqual(groups);
        const inRight = expected(all.slice(middle)).numbers;
        expect(inRight.map((group) => places[group])).toEqual(numbers.slice(middle));
      }),
      { numRuns: 500 },
    );
  });
});
