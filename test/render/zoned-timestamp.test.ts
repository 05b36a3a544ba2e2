import { describe, expect, it } from "vitest";
import { timestampPrinter } from "../../src/render/zoned-timestamp.ts";

describe("timestamps in a time zone", () => {
  it.each([
    ["UTC", "2026-03-01T12:00:00.123Z", "2026-03-01 12:00:00.123"],
    ["Europe/Berlin", "2026-03-01T12:00:00.123Z", "2026-03-01 13:00:00.123"],
    ["Europe/Berlin", "2026-07-01T23:30:00.000Z", "2026-07-02 01:30:00.000"],
    ["Asia/Kolkata", "2026-03-01T00:00:00.000Z", "2026-03-01 05:30:00.000"],
    ["America/New_York", "2026-01-01T03:00:00.007Z", "2025-12-31 22:00:00.007"],
    ["Europe/London", "2026-01-01T03:00:00.000Z", "2026-01-01 03:00:00.000"],
    // The second hour of the night repeats when summer time ends, at 01:00 UTC.
    ["Europe/Berlin", "2026-10-25T00:59:59.999Z", "2026-10-25 02:59:59.999"],
    ["Europe/Berlin", "2026-10-25T01:00:00.000Z", "2026-10-25 02:00:00.000"],
    ["Africa/Monrovia", "1970-01-01T00:00:00.000Z", "1969-12-31 23:15:30.000"],
  ])("shows in %s what is %s", (timeZone, moment, shown) => {
    expect(timestampPrinter(timeZone)(Date.parse(moment))).toBe(shown);
  });

  it("prints a number that is no moment as it is", () => {
    expect(timestampPrinter("Europe/Berlin")(9e15)).toBe("9000000000000000");
  });
});
