import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNumber, timestamp, type Value, valueList } from "../../src/values/index.ts";
import { rendered, resultOf } from "./rendered.ts";

/** One row of the given cells, as an object of `-o ndjson`. */
async function line(columns: readonly string[], row: readonly Value[]): Promise<string> {
  return (await rendered("ndjson", resultOf(columns, [row]))).trimEnd();
}

describe("json", () => {
  it("is one array with an object a line", async () => {
    const result = resultOf(
      ["host", "n"],
      [
        ["a", 1],
        ["b", 2],
      ],
    );
    expect(await rendered("json", result)).toBe('[\n{"host":"a","n":1},\n{"host":"b","n":2}\n]\n');
    expect(await rendered("ndjson", result)).toBe('{"host":"a","n":1}\n{"host":"b","n":2}\n');
  });

  it("is an empty array without rows", async () => {
    expect(await rendered("json", resultOf(["host"], []))).toBe("[]\n");
    expect(await rendered("ndjson", resultOf(["host"], []))).toBe("");
  });

  it("keeps the order of columns, also of those that are named by numbers", async () => {
    expect(await line(["b", "10", "__proto__", "2"], ["x", 1, 2, 3])).toBe('{"b":"x","10":1,"__proto__":2,"2":3}');
  });

  it("leaves missing values out", async () => {
    expect(await line(["a", "b", "c"], [undefined, "", undefined])).toBe('{"b":""}');
  });

  it("writes the digits of a log number and every digit of a computed one", async () => {
    const row = [logNumber(2 ** 64, "18446744073709551616.0"), logNumber(1, "1.0"), 1 / 3, 1e21, -0];
    const text = await line(["a", "b", "c", "d", "e"], row);
    expect(text).toBe('{"a":18446744073709551616.0,"b":1.0,"c":0.3333333333333333,"d":1e+21,"e":0}');
  });

  it("writes a number that JSON has no such spelling for by its value", async () => {
    expect(await line(["a", "b"], [logNumber(7, "+7"), logNumber(0.5, ".5")])).toBe('{"a":7,"b":0.5}');
  });

  it("prints booleans as 1 and 0 but not within lists, timestamps as text, lists as arrays", async () => {
    const row = [true, false, timestamp(Date.UTC(2026, 2, 1, 12, 0, 0, 123)), valueList(["x", 2, undefined, true])];
    const text = await line(["a", "b", "c", "d"], row);
    expect(text).toBe('{"a":1,"b":0,"c":"2026-03-01 12:00:00.123","d":["x",2,null,true]}');
  });

  it("escapes whatever a terminal could obey, in names and in values", async () => {
    expect(await line(["\u001b\u202e"], ["\x7f\u009b\u2028\ud800\n"])).toBe(
      '{"\\u001b\\u202e":"\\u007f\\u009b\\u2028\\ud800\\n"}',
    );
  });

  it("reads back as the values it was written from", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.constant(undefined),
    );
    const table = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }).chain((names) =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 4 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ names, rows }) => {
        const columns = names.map((name) => ({ name, kind: "any" as const }));
        const expected = rows.map((row) => {
          const members = names.map((name, index) => [name, row[index]]).filter(([, value]) => value !== undefined);
          return Object.fromEntries(members);
        });
        const result = { ...resultOf([], rows), columns };
        expect(JSON.parse(await rendered("json", result))).toEqual(expected);
        const lines = (await rendered("ndjson", result)).split("\n").slice(0, -1);
        expect(lines.map((text) => JSON.parse(text))).toEqual(expected);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
