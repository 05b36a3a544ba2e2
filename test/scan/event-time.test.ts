import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeReader } from "../../src/scan/event-time.ts";
import { logNumber, type Value, valueList } from "../../src/values/index.ts";

const NOON = Date.UTC(2026, 2, 1, 12, 0, 0, 123);

/** A time as an ISO text in UTC, or undefined. */
function read(value: Value): string | undefined {
  const time = createTimeReader()(value);
  return time === undefined ? undefined : new Date(time).toISOString();
}

function number(text: string): Value {
  return logNumber(Number(text), text);
}

describe("the time of an event", () => {
  it.each([
    ["2026-03-01T12:00:00.123Z", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01T12:00:00.1Z", "2026-03-01T12:00:00.100Z"],
    ["2026-03-01T12:00:00,123Z", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01T12:00Z", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01T12:00:00.123z", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01T12:00:00.123", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01 12:00:00.123", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01 12:00:00 +0530", "2026-03-01T06:30:00.000Z"],
    ["2026-03-01T12:00:00.123+02:00", "2026-03-01T10:00:00.123Z"],
    ["2026-03-01T12:00:00.123-0800", "2026-03-01T20:00:00.123Z"],
    ["2026-03-01T12:00:00+02", "2026-03-01T10:00:00.000Z"],
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    "",
    "yesterday",
    "12:00:00",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-02-29T12:00:00.123Z",
    "2026-04-31",
    "2026-03-01T25:00:00.000Z",
    "2026-03-01T12:60:00.000Z",
    "2026-03-01T12:00:00.123X",
    "2026-03-01T12-00-00.123Z",
    "2026-03-01T12:00:00.1a3Z",
    "2026-3-1T12:00:00Z",
    "01/Mar/2026:12:00:00 +0000",
    "+275760-09-13T00:00:00.001Z",
    "+999999-01-01",
  ])("%j is no time", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ["1772366400", "2026-03-01T12:00:00.000Z"],
    ["1772366400.123", "2026-03-01T12:00:00.123Z"],
    ["1772366400123", "2026-03-01T12:00:00.123Z"],
    ["1772366400123456", "2026-03-01T12:00:00.123Z"],
    ["1772366400123456789", "2026-03-01T12:00:00.123Z"],
    ["1.772366400123e12", "2026-03-01T12:00:00.123Z"],
    ["0", "1970-01-01T00:00:00.000Z"],
    ["-1", "1969-12-31T23:59:59.000Z"],
  ])("the epoch number %s is %s, as a number and as text", (digits, expected) => {
    expect(read(number(digits))).toBe(expected);
    expect(read(digits)).toBe(expected);
  });

  it.each([number("1e20"), true, undefined, valueList(["2026-03-01"])])("%j is no time", (value) => {
    expect(read(value)).toBeUndefined();
  });

  it("is read the same on any day, whatever was read before", () => {
    const anyTime = fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    const readTime = createTimeReader();
    fc.assert(
      fc.property(fc.oneof(anyTime, fc.constant(new Date(NOON))), (date) => {
        expect(readTime(date.toISOString())).toBe(date.getTime());
      }),
      { numRuns: 1000 },
    );
  });

  it("that was damaged is read as a calendar reads it, or not at all", () => {
    const readTime = createTimeReader();
    const slip = fc.tuple(fc.nat({ max: 23 }), fc.constantFrom(..."0123456789T:Z-. x"));
    fc.assert(
      fc.property(slip, slip, (...slips) => {
        const text = [..."2026-03-01T12:00:00.123Z"];
        for (const [at, character] of slips) text[at] = character;
        const time = readTime(text.join(""));
        // What the calendar of JavaScript accepts in this form is that time; it refuses a leap second.
        const expected = Date.parse(text.join(""));
        const isCanonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text.join(""));
        const isReal = new Date(expected || 0).toISOString() === text.join("");
        if (isCanonical && isReal) expect(time).toBe(expected);
        if (time !== undefined) expect(Number.isInteger(time)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
