import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHeader } from "../../src/query-files/header.ts";
import { nastyText } from "../support/arbitrary-query.ts";

function read(...lines: readonly string[]) {
  return readHeader({ name: "q.logq", text: lines.join("\n") });
}

describe("the header of a query file", () => {
  it("is read from the comments before the query", () => {
    const { header, diagnostics } = read(
      "",
      "# title: Slow requests",
      "#description:  Requests over a threshold, ",
      "# Description: slowest first.\t",
      "#   category: background job",
      "# This is free text without a key",
      "# column metadata.duration_ms: Duration, unit ms",
      "# column path: Endpoint: all",
      "# parameter threshold: number, default 1000, at least 0, at most 60000, unit ms. What is slow. And why.",
      "fields @timestamp | filter a > {{threshold}} # title: not this",
      "# title: nor this",
    );
    expect(diagnostics).toEqual([]);
    expect(header).toEqual({
      title: "Slow requests",
      description: "Requests over a threshold, slowest first.",
      category: "background job",
      columns: new Map([
        ["metadata.duration_ms", { heading: "Duration", unit: "ms" }],
        ["path", { heading: "Endpoint: all" }],
      ]),
      parameters: [
        {
          name: "threshold",
          type: "number",
          default: 1000,
          minimum: 0,
          maximum: 60000,
          unit: "ms",
          description: "What is slow. And why.",
        },
      ],
    });
  });

  it("may have the line ends of Windows", () => {
    const { header, diagnostics } = read("# title: One\r", "# column a b: C, unit s\r", "fields a\r");
    expect(diagnostics).toEqual([]);
    expect(header).toEqual({ title: "One", parameters: [], columns: new Map([["a b", { heading: "C", unit: "s" }]]) });
  });

  it("may be absent", () => {
    expect(read("fields a", "# title: late").header).toEqual({ parameters: [], columns: new Map() });
    expect(read("").diagnostics).toEqual([]);
  });

  it.each([
    ["# tilte: One", "`tilte` is not a known key"],
    ["# category: requests", "`requests` is not a category"],
    ["# parameter 1st: number", "`1st` is not a parameter name"],
    ["# parameter: number", "`` is not a parameter name"],
    ["# parameter a: float", "`float` is not a type: number, integer or text"],
    ["# parameter a: number, default x", "`default x` is not understood"],
    ["# parameter a: number, up to 5", "`up to 5` is not understood"],
    ["# parameter a: integer, default 1.5", "1.5 is not a whole number"],
    ["# parameter a: number, default 5, at least 6", "5 is below 6"],
    ["# parameter a: number, at most 4, default 5", "5 is above 4"],
  ])("is refused where it says %j", (line, message) => {
    const { diagnostics } = read("# title: One", line, "limit 1");
    expect(diagnostics).toMatchObject([{ code: "bad-header", message, span: { start: 13, end: 13 + line.length } }]);
  });

  it("has free comments that merely look a little like a key", () => {
    expect(read("# see https://example.com: good", "# note: all fine", "# 12:30 is noon").diagnostics).toEqual([]);
  });

  it("is read from any text without fail, and in time", () => {
    fc.assert(
      fc.property(
        fc.array(nastyText, { maxLength: 4 }),
        fc.constantFrom("title", "column", "parameter", "x"),
        (all, key) => {
          const text = all.map((value) => `# ${key} ${value}:${value}`).join("\n");
          for (const { span } of read(text).diagnostics) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 500 },
    );
    const blanks = " ".repeat(100_000);
    expect(read(`# a${blanks}x`, `# column${blanks}:${blanks}x`).header.columns.get("")).toEqual({ heading: "x" });
  });
});
