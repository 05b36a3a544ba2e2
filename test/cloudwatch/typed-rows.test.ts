import { describe, expect, it } from "vitest";
import { resultOf, typeRows } from "../../src/cloudwatch/index.ts";
import type { Column } from "../../src/engine/index.ts";
import { logNumber, timestamp, type Value, type ValueKind, valueList, valueMap } from "../../src/values/index.ts";

function typed(text: string, kind: ValueKind): Value {
  const { rows } = typeRows([{ name: "x", kind }], [[{ field: "x", value: text }]]);
  return rows[0]?.[0];
}

describe("the text of a value", () => {
  it.each<[ValueKind, string, Value]>([
    ["number", "6.2055", logNumber(6.2055, "6.2055")],
    ["number", "1.28E8", logNumber(128_000_000, "1.28E8")],
    ["number", "many", "many"],
    ["boolean", "1", true],
    ["boolean", "0", false],
    ["timestamp", "2026-03-01 12:00:00.500", timestamp(Date.UTC(2026, 2, 1, 12, 0, 0, 500))],
    ["timestamp", "yesterday", "yesterday"],
    ["text", "200", "200"],
    ["any", "200", logNumber(200, "200")],
    ["any", "-0.5e3", logNumber(-500, "-0.5e3")],
    // What no JSON number looks like was text in the log.
    ["any", "007", "007"],
    ["any", "+1", "+1"],
    ["any", "", ""],
    ["any", "1h", "1h"],
    ["list", '["a",1]', valueList(["a", logNumber(1, "1")])],
    ["map", '{"a":"b"}', valueMap([["a", "b"]])],
    // `values` prints with commas, from which the items cannot be told.
    ["list", "a,b", "a,b"],
    ["map", "{broken", "{broken"],
  ])("of the kind %s: %j", (kind, text, value) => {
    expect(typed(text, kind)).toEqual(value);
  });
});

describe("rows", () => {
  const columns: readonly Column[] = [
    { name: "path", kind: "any" },
    { name: "n", kind: "number" },
  ];

  it("keep the order of the plan, whatever is missing and in which order it comes", () => {
    const rows = [
      [
        { field: "n", value: "1" },
        { field: "path", value: "/a" },
      ],
      [{ field: "n", value: "2" }],
      [],
    ];
    const result = resultOf(typeRows(columns, rows), 7);
    expect(result).toEqual({
      columns,
      rows: [
        ["/a", logNumber(1, "1")],
        [undefined, logNumber(2, "2")],
        [undefined, undefined],
      ],
      approximateColumns: [],
      eventsMatched: 7,
    });
  });

  it("hand over the pointer of their event, which is no column unless it is asked for", () => {
    const rows = [
      [
        { field: "path", value: "/a" },
        { field: "@ptr", value: "P1" },
      ],
      [{ field: "path", value: "/b" }],
    ];
    const hidden = typeRows(columns, rows);
    expect(hidden.columns).toEqual(columns);
    expect(hidden.pointers).toEqual(["P1", undefined]);
    const shown = typeRows([...columns, { name: "@ptr", kind: "any" }], rows);
    expect(shown.rows[0]).toEqual(["/a", undefined, "P1"]);
    expect(shown.pointers).toEqual(["P1", undefined]);
  });

  it("keep fields that the plan does not know, as last columns", () => {
    const rows = [[{ field: "n", value: "1" }], [{ field: "extra", value: "2" }]];
    const { columns: all, rows: values } = typeRows(columns, rows);
    expect(all.map(({ name }) => name)).toEqual(["path", "n", "extra"]);
    expect(values[1]).toEqual([undefined, undefined, logNumber(2, "2")]);
  });
});
