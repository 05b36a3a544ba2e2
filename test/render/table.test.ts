import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { logNumber, plainList, timestamp, type Value } from "../../src/values/index.ts";
import { anyText } from "./any-text.ts";
import { rendered, resultOf } from "./rendered.ts";

const lines = (...texts: readonly string[]) => `${texts.join("\n")}\n`;

describe("table", () => {
  it("has a header, a rule and one line a row, with numbers on the right", async () => {
    const rows = [
      ["/api/tasks", logNumber(500, "500"), 12],
      ["/login", logNumber(1404, "1404"), 1234567.891234],
      [undefined, undefined, undefined],
      ["/", logNumber(200, "200"), -1000],
    ];
    expect(await rendered("table", resultOf(["path", "metadata.status_code", "took:number"], rows))).toBe(
      lines(
        "path        metadata.status_code            took",
        "──────────  ────────────────────  ──────────────",
        "/api/tasks                   500              12",
        "/login                      1404  1,234,567.8912",
        "",
        "/                            200          -1,000",
      ),
    );
  });

  it("says so when there are no rows", async () => {
    expect(await rendered("table", resultOf(["path"], []))).toBe("no rows\n");
    expect(await rendered("table", resultOf(["path"], []), { useColor: true })).toBe("\u001b[2mno rows\u001b[22m\n");
  });

  it("keeps long runs of blanks within a cell, and ends no line in blanks", async () => {
    // A search that begins anew at each blank takes minutes for as many.
    const spaced = `a${" ".repeat(300_000)}b`;
    const text = await rendered(
      "table",
      resultOf(
        ["message", "level"],
        [
          [spaced, "x"],
          [spaced, "  "],
        ],
      ),
    );
    expect(text.split("\n").slice(2)).toEqual([`${spaced}  x`, spaced, ""]);
  });

  it("uses title, headings and units", async () => {
    const presentation = { title: "Slow requests", headings: { d: "Duration" }, units: { d: "ms", constructor: "x" } };
    expect(await rendered("table", resultOf(["d:number", "toString"], [[1500, "x"]]), { presentation })).toBe(
      lines("Slow requests", "", "Duration (ms)  toString", "─────────────  ────────", "        1,500  x"),
    );
  });

  describe("thousands separators", () => {
    const shown = async (column: string, value: Value, units: Record<string, string> = {}) =>
      (await rendered("table", resultOf([column], [[value]]), { presentation: { units } })).split("\n")[2]?.trim();

    it.each<[string, string, Value, string]>([
      ["computed numbers", "n", 12345, "12,345"],
      ["log numbers in a column of numbers", "n:number", logNumber(1234567.5, "1234567.50"), "1,234,567.50"],
      ["numeric text in a column of numbers", "n:number", "12345", "12,345"],
    ])("are put in %s", async (_, column, value, text) => {
      expect(await shown(column, value)).toBe(text);
    });

    it.each<[string, string, Value, string]>([
      ["numbers of a log, which may be identifiers", "id", logNumber(12345, "12345"), "12345"],
      ["text", "id", "12345", "12345"],
      ["numbers with an exponent", "n:number", logNumber(1.28e8, "1.28E8"), "1.28E8"],
      ["short numbers", "n:number", 999, "999"],
      ["decimals", "n:number", 0.1234, "0.1234"],
      ["timestamps", "t:timestamp", timestamp(0), "1970-01-01 00:00:00.000"],
    ])("are not put in %s", async (_, column, value, text) => {
      expect(await shown(column, value)).toBe(text);
    });

    it("are put in numbers of a log that have a unit", async () => {
      expect(await shown("size", logNumber(12345, "12345"), { size: "bytes" })).toBe("12,345");
    });
  });

  it("aligns text of several scripts by the columns it takes", async () => {
    const rows = [
      ["日本語", "a"],
      ["👩‍👩‍👧 e\u0301", "b"],
      ["plain", "c"],
    ];
    expect(await rendered("table", resultOf(["text", "x"], rows))).toBe(
      lines("text    x", "──────  ─", "日本語  a", "👩‍👩‍👧 e\u0301    b", "plain   c"),
    );
  });

  it("prints lists and booleans as the service does", async () => {
    expect(await rendered("table", resultOf(["a", "b"], [[plainList(["x", 2]), true]]))).toBe(
      lines("a    b", "───  ─", "x,2  1"),
    );
  });

  it("shows timestamps in the time zone that its heading names", async () => {
    const result = resultOf(["@timestamp:timestamp", "a"], [[timestamp(Date.UTC(2026, 2, 1, 12)), "x"]]);
    expect(await rendered("table", result)).toBe(
      lines("@timestamp               a", "───────────────────────  ─", "2026-03-01 12:00:00.000  x"),
    );
    expect(await rendered("table", result, { timeZone: "Asia/Tokyo" })).toBe(
      lines("@timestamp (Asia/Tokyo)  a", "───────────────────────  ─", "2026-03-01 21:00:00.000  x"),
    );
  });

  it("lets a very long text stick out of its column, and fills no other line for its sake", async () => {
    const long = "x".repeat(2000);
    expect(
      await rendered(
        "table",
        resultOf(
          ["a", "b"],
          [
            [long, "1"],
            ["y", "2"],
          ],
        ),
      ),
    ).toBe(lines(`a${" ".repeat(499)}  b`, `${"─".repeat(500)}  ─`, `${long}  1`, `y${" ".repeat(499)}  2`));
  });

  it("shows control characters of names and values", async () => {
    expect(await rendered("table", resultOf(["a\u001b"], [["x\ny\u202e"]]))).toBe(
      lines("a\\u001b", "──────────", "x\\ny\\u202e"),
    );
  });

  describe("on a narrow terminal", () => {
    it("cuts the widest text and no number", async () => {
      const rows = [["a".repeat(50), "b".repeat(14), 1234567]];
      expect(await rendered("table", resultOf(["message", "path", "n:number"], rows), { width: 45 })).toBe(
        lines(
          "message             path                    n",
          "──────────────────  ──────────────  ─────────",
          "aaaaaaaaaaaaaaaaa…  bbbbbbbbbbbbbb  1,234,567",
        ),
      );
    });

    it("cuts a heading, but not the numbers below it", async () => {
      const presentation = { title: "Duration of the slowest requests", units: { duration: "ms" } };
      const result = resultOf(["duration:number", "path"], [[1234.5, "/api"]]);
      expect(await rendered("table", result, { width: 14, presentation })).toBe(
        lines("Duration of t…", "", "duratio…  path", "────────  ────", " 1,234.5  /api"),
      );
    });

    it("overflows rather than losing a column or a digit", async () => {
      const rows = [["abc", 123456789, timestamp(0)]];
      expect(await rendered("table", resultOf(["text", "n:number", "t"], rows), { width: 10 })).toBe(
        lines(
          "…            n  t",
          "─  ───────────  ───────────────────────",
          "…  123,456,789  1970-01-01 00:00:00.000",
        ),
      );
    });
  });

  describe("colours", () => {
    const cell = async (column: string, text: Value) =>
      (await rendered("table", resultOf([column], [[text]]), { useColor: true })).split("\n")[2]?.trim();

    it.each([
      ["level", "DEBUG", "\u001b[2mDEBUG\u001b[22m"],
      ["level", "INFO", "INFO"],
      ["log.level", "warn", "\u001b[33mwarn\u001b[39m"],
      ["severity", "WARNING", "\u001b[33mWARNING\u001b[39m"],
      ["@severityLabel", "ERROR", "\u001b[31mERROR\u001b[39m"],
      ["level", "CRITICAL", "\u001b[1m\u001b[31mCRITICAL\u001b[39m\u001b[22m"],
      ["level", "FATAL", "\u001b[1m\u001b[31mFATAL\u001b[39m\u001b[22m"],
      ["message", "ERROR", "ERROR"],
      ["metadata.status_code", "404", "\u001b[33m404\u001b[39m"],
      ["metadata.status_code", "503", "\u001b[31m503\u001b[39m"],
      ["metadata.status_code", "200", "200"],
      ["metadata.status_code", "5000", "5000"],
    ])("a %s of %s", async (column, text, coloured) => {
      expect(await cell(column, text)).toBe(coloured);
      expect(await rendered("table", resultOf([column], [[text]]))).not.toContain("\u001b");
    });

    it("make the header bold, change no alignment and colour no padding", async () => {
      const rows = [
        ["ERROR", logNumber(500, "500")],
        ["INFO", logNumber(20000, "20000")],
      ];
      expect(await rendered("table", resultOf(["level", "status_code"], rows), { useColor: true })).toBe(
        lines(
          "\u001b[1mlevel\u001b[22m  \u001b[1mstatus_code\u001b[22m",
          "─────  ───────────",
          "\u001b[31mERROR\u001b[39m          \u001b[31m500\u001b[39m",
          "INFO         20000",
        ),
      );
    });
  });

  it("stays within the width and sends no control character, whatever the text", async () => {
    const cell = fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: fc.constant(undefined) });
    const rows = fc.array(fc.tuple(cell, cell, fc.integer({ min: 0, max: 9_999 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, rows, fc.integer({ min: 12, max: 90 }), async (title, name, cells, width) => {
        const columns = ["a", name, "n"].map((text) => ({ name: text, kind: "any" as const }));
        const result = { ...resultOf([], cells), columns };
        const text = await rendered("table", result, { width, presentation: { title } });
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]|\p{Cs}/u);
        for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        const titleLines = text.split("\n").indexOf("") === 1 && title !== "" ? 2 : 0;
        expect(text.split("\n").length - 1 - titleLines).toBe(cells.length + 2);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
