import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoTime, printTimestamp } from "../../src/values/index.ts";

describe("a printed timestamp", () => {
  it.each([
    [Date.UTC(2026, 2, 1, 12, 0, 0, 123), "2026-03-01 12:00:00.123"],
    [0, "1970-01-01 00:00:00.000"],
    [-1, "1969-12-31 23:59:59.999"],
  ])("of %d is %s", (time, text) => {
    expect(printTimestamp(time)).toBe(text);
  });

  it("reads back, in any year that has a calendar", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(parseIsoTime(printTimestamp(date.getTime()))).toBe(date.getTime());
      }),
      { numRuns: 1000 },
    );
  });

  it("is what a Date makes of it, without fractions of milliseconds", () => {
    const near = fc.double({ min: -1e13, max: 1e13, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.oneof(near, fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }))), (times) => {
        const texts = times.map((time) => new Date(time).toISOString().replace("T", " ").replace("Z", ""));
        expect(times.map(printTimestamp)).toEqual(texts);
      }),
      { numRuns: 1000 },
    );
  });

  it("is the plain number where no calendar reaches", () => {
    expect(printTimestamp(8.64e15 + 1)).toBe("8640000000000001");
  });
});
