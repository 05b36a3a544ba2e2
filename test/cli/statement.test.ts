import { describe, expect, it } from "vitest";
import { statement } from "../../src/cli/statement.ts";
import type { Result } from "../../src/engine/index.ts";
import { emptyReport, type ScanReport } from "../../src/scan/index.ts";

const RESULT: Result = { columns: [], rows: [[], []], approximateColumns: [], eventsMatched: 56 };

function write(report: Partial<ScanReport>, result: Partial<Result> = {}, elapsed = 1234): string {
  const outcome = {
    result: { ...RESULT, ...result },
    report: { ...emptyReport("app.ndjson"), events: 1234, ...report },
    problems: [],
  };
  return statement(outcome, elapsed);
}

describe("the closing statement", () => {
  it("is one line where nothing was odd", () => {
    const times = { earliest: Date.UTC(2026, 2, 1), latest: Date.UTC(2026, 2, 1, 23, 59, 59, 999) };
    expect(write({ bytes: 512_000_000, ...times })).toBe(
      "1,234 events, 56 matched, 2 rows, 512 MB, 2026-03-01 00:00:00.000 to 2026-03-01 23:59:59.999 UTC, 1.23 s\n",
    );
  });

  it("speaks of one thing in the singular", () => {
    const text = write(
      { events: 1, malformed: 1, firstMalformed: [{ path: "a", line: 7, offset: 0 }] },
      { rows: [[]], eventsMatched: 1 },
    );
    expect(text).toBe("1 event, 1 matched, 1 row, 0 bytes, 1.23 s\n1 malformed line, kept as text: a:7\n");
  });

  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1.00 KB"],
    [12_345, "12.3 KB"],
    [999_499, "999 KB"],
    [999_500, "1.00 MB"],
    [1_000_000, "1.00 MB"],
    [4_294_967_296, "4.29 GB"],
    [1e15, "1,000 TB"],
  ])("writes %i bytes as %s", (bytes, expected) => {
    expect(write({ bytes }).split(", ")[3]).toBe(expected);
  });

  it("names the first malformed lines and that there are more", () => {
    const firstMalformed = [1, 20, 300].map((line) => ({ path: "a\u001b.log", line, offset: 0 }));
    expect(write({ malformed: 4000, firstMalformed })).toContain(
      "4,000 malformed lines, kept as text: a\\u001b.log:1, a\\u001b.log:20, a\\u001b.log:300, ...\n",
    );
    expect(write({ malformed: 3, firstMalformed })).toContain("a\\u001b.log:300\n");
  });

  it("tells of everything else that was odd, a line each", () => {
    const text = write(
      { invalidUtf8: 2, linesCut: 1, outsideRange: 1000, withoutTime: 3 },
      {
        cutAtDefaultLimit: 10_000,
        approximateColumns: ["a", "b\n"],
        compared: { current: 2000, earlier: 1 },
      },
    );
    expect(text.split("\n").slice(1)).toEqual([
      "2 lines with invalid UTF-8, read with \ufffd",
      "1 line longer than 256 MiB, cut there",
      "1,000 events outside of the time range",
      "3 events without a time, left out of the range",
      "2,000 events compared with 1 earlier one",
      "cut at the default limit of 10,000 rows: --limit shows up to 100,000",
      "approximate, because of very many distinct values: a, b\\n",
      "",
    ]);
  });
});
