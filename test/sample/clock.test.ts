import { describe, expect, it } from "vitest";
import { createClock } from "../../src/sample/clock.ts";
import { createRandom } from "../../src/support/random.ts";
import { sampleEntries } from "./sample-entries.ts";

/** How many entries fall into the hour that begins at a moment. */
function entriesInHour(start: number): number {
  const clock = createClock(start, createRandom(3));
  const end = new Date(start + 3_600_000).toISOString();
  let count = 0;
  while (clock() < end) count++;
  return count;
}

describe("the time of entries", () => {
  it("starts where it is told to, in ISO 8601 with milliseconds and Z", () => {
    expect(createClock(Date.UTC(2024, 1, 29, 23, 59, 59, 7), createRandom(1))()).toBe("2024-02-29T23:59:59.007Z");
    expect(createClock(Date.UTC(1969, 11, 31, 23, 59, 59, 40), createRandom(1))()).toBe("1969-12-31T23:59:59.040Z");
  });

  it("reads back as the moment that was written", () => {
    const clock = createClock(Date.UTC(2025, 11, 31, 23, 58), createRandom(1));
    for (let at = 0; at < 3000; at++) {
      const text = clock();
      expect(new Date(text).toISOString()).toBe(text);
    }
  });

  it("never goes back", () => {
    const times = sampleEntries().map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted());
    expect(new Set(times).size).toBeGreaterThan(4000);
  });

  it("gives about 20 entries a second over a day, and more by day than by night", () => {
    const day = Date.UTC(2025, 9, 30);
    const hours = Array.from({ length: 24 }, (_, hour) => entriesInHour(day + hour * 3_600_000));
    const total = hours.reduce((sum, count) => sum + count, 0);
    expect(total / 86_400).toBeGreaterThan(19);
    expect(total / 86_400).toBeLessThan(21);
    expect(Math.max(...hours) / Math.min(...hours)).toBeGreaterThan(4);
  });
});
