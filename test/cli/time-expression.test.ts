import { describe, expect, it } from "vitest";
import { parseTimeExpression } from "../../src/cli/time-expression.ts";

/** Sunday, 1 March 2026, 12:30 UTC. */
const NOW = Date.UTC(2026, 2, 1, 12, 30);

async function read(text: string, { now = NOW, zone = "UTC" } = {}): Promise<string | undefined> {
  const time = await parseTimeExpression(text, now, zone);
  return time === undefined ? undefined : new Date(time).toISOString();
}

describe("a duration", () => {
  it.each([
    ["90m", "2026-03-01T11:00:00.000Z"],
    ["2d1h", "2026-02-27T11:30:00.000Z"],
    ["0s", "2026-03-01T12:30:00.000Z"],
    ["1w", "2026-02-22T12:30:00.000Z"],
    ["1500ms", "2026-03-01T12:29:58.500Z"],
    ["1h30m15s", "2026-03-01T10:59:45.000Z"],
  ])("%s goes back from now", async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });

  it("is the same length in every zone, also where the clocks were changed in between", async () => {
    const now = Date.UTC(2026, 2, 29, 12);
    expect(await read("1d", { now, zone: "Europe/Berlin" })).toBe("2026-03-28T12:00:00.000Z");
  });
});

describe("an ISO 8601 time", () => {
  it.each([
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T10:00", "2026-03-01T10:00:00.000Z"],
    ["2026-03-01 10:00:05", "2026-03-01T10:00:05.000Z"],
    ["2026-03-01T10:00:05.123Z", "2026-03-01T10:00:05.123Z"],
    ["  2026-03-01T10:00:05Z  ", "2026-03-01T10:00:05.000Z"],
  ])("%s is read in UTC", async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });

  it.each([
    ["2026-03-01", "2026-02-28T23:00:00.000Z"],
    ["2026-03-01T10:00", "2026-03-01T09:00:00.000Z"],
    ["2026-07-01T10:00", "2026-07-01T08:00:00.000Z"],
    // The clocks of Berlin go from 02:00 to 03:00 on 29 March and from 03:00 to 02:00 on 25 October 2026.
    ["2026-03-29T01:59", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25T01:59", "2026-10-24T23:59:00.000Z"],
    ["2026-10-25T03:00", "2026-10-25T02:00:00.000Z"],
  ])("%s without a zone is on the clocks of Berlin", async (text, expected) => {
    expect(await read(text, { zone: "Europe/Berlin" })).toBe(expected);
  });

  it.each([
    ["2026-03-01T10:00Z", "2026-03-01T10:00:00.000Z"],
    ["2026-03-01T10:00:00z", "2026-03-01T10:00:00.000Z"],
    ["2026-03-01T10:00+05:30", "2026-03-01T04:30:00.000Z"],
    ["2026-03-01T10:00:00.5-0800", "2026-03-01T18:00:00.500Z"],
    ["2026-03-01 10:00 +02:00", "2026-03-01T08:00:00.000Z"],
    ["2026-03-01T10:00-03", "2026-03-01T13:00:00.000Z"],
  ])("%s keeps its own zone in Berlin", async (text, expected) => {
    expect(await read(text, { zone: "Europe/Berlin" })).toBe(expected);
  });

  it("is read in zones of odd offsets", async () => {
    expect(await read("2026-03-01T10:00", { zone: "Asia/Kathmandu" })).toBe("2026-03-01T04:15:00.000Z");
    expect(await read("2026-03-01T10:00", { zone: "America/St_Johns" })).toBe("2026-03-01T13:30:00.000Z");
  });
});

describe("an epoch number", () => {
  it.each([
    ["1772366400", "seconds"],
    ["1772366400000", "milliseconds"],
    ["1772366400000000", "microseconds"],
    ["1772366400000000000", "nanoseconds"],
  ])("%s is read in %s, by its size", async (text) => {
    expect(await read(text, { zone: "Europe/Berlin" })).toBe("2026-03-01T12:00:00.000Z");
  });

  it("may have a fraction", async () => {
    expect(await read("1772366400.25")).toBe("2026-03-01T12:00:00.250Z");
  });
});

describe("words", () => {
  it.each([
    ["now", "2026-03-01T12:30:00.000Z"],
    ["-90m", "2026-03-01T11:00:00.000Z"],
    ["3 hours ago", "2026-03-01T09:30:00.000Z"],
    ["2 days ago", "2026-02-27T12:30:00.000Z"],
    ["yesterday 9:00", "2026-02-28T09:00:00.000Z"],
    ["2026-02-28 9:00", "2026-02-28T09:00:00.000Z"],
    ["yesterday at 9pm", "2026-02-28T21:00:00.000Z"],
    ["yesterday 09:00 +02:00", "2026-02-28T07:00:00.000Z"],
  ])("%s is understood", async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });

  it.each([
    ["today", "2026-03-01T00:00:00.000Z"],
    ["yesterday", "2026-02-28T00:00:00.000Z"],
    ["last monday", "2026-02-23T00:00:00.000Z"],
    ["February 3", "2026-02-03T00:00:00.000Z"],
    ["2026/02/03", "2026-02-03T00:00:00.000Z"],
    ["20260203", "2026-02-03T00:00:00.000Z"],
    ["tomorrow", "2026-03-02T00:00:00.000Z"],
    ["next friday", "2026-03-06T00:00:00.000Z"],
    // It is a Sunday in March, and logs are of the past.
    ["monday", "2026-02-23T00:00:00.000Z"],
    ["tue", "2026-02-24T00:00:00.000Z"],
    ["saturday", "2026-02-28T00:00:00.000Z"],
    ["April 2", "2025-04-02T00:00:00.000Z"],
    ["March 1", "2026-03-01T00:00:00.000Z"],
    ["January", "2026-01-01T00:00:00.000Z"],
    ["December", "2025-12-01T00:00:00.000Z"],
    ["April 2, 2027", "2027-04-02T00:00:00.000Z"],
  ])("%s names a day, which begins at midnight", async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });

  it("are on the clocks of the zone", async () => {
    expect(await read("yesterday 9:00", { zone: "Europe/Berlin" })).toBe("2026-02-28T08:00:00.000Z");
    expect(await read("today", { zone: "Asia/Kolkata" })).toBe("2026-02-28T18:30:00.000Z");
  });

  it("are on the clocks as they were set at the time that is meant", async () => {
    const now = Date.UTC(2026, 2, 29, 12); // Berlin is two hours ahead, the day before it was one
    expect(await read("yesterday 9:00", { now, zone: "Europe/Berlin" })).toBe("2026-03-28T08:00:00.000Z");
    expect(await read("today", { now, zone: "Europe/Berlin" })).toBe("2026-03-28T23:00:00.000Z");
  });
});

describe("what is no time", () => {
  it.each([
    ...["", "soon enough", "5", "1.5h", "90", "2026-13-01", "2026-02-30", "2026-03-01T25:00:00Z"],
    ...["20261301", "yesterday 25:00", "hello monday world", "90m ago or so", "1h 30x"],
  ])("%j is refused", async (text) => {
    expect(await read(text)).toBeUndefined();
  });
});
