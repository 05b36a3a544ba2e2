import { describe, expect, it } from "vitest";
import { percentiles, weighted } from "../../src/sample/draw.ts";
import { createRandom } from "../../src/support/random.ts";
import { countBy } from "./sample-entries.ts";

function draws<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

describe("draws", () => {
  it("come by their weights", () => {
    const random = createRandom(1);
    const letter = weighted([1, "a"], [3, "b"], [0, "c"]);
    const counts = countBy(
      draws(10_000, () => letter(random)),
      (item) => item,
    );
    expect(counts.get("a")).toBeGreaterThan(2300);
    expect(counts.get("a")).toBeLessThan(2700);
    expect(counts.get("b")).toBe(10_000 - (counts.get("a") ?? 0));
  });

  it("follow their percentiles and stay within the first and the last", () => {
    const random = createRandom(1);
    const duration = percentiles([0, 10], [50, 20], [90, 100], [100, 1000]);
    const sorted = draws(10_000, () => duration(random)).toSorted((left, right) => left - right);
    expect(sorted[0]).toBe(10);
    expect(sorted.at(-1)).toBeLessThan(1000);
    expect(sorted[5000]).toBeGreaterThanOrEqual(19);
    expect(sorted[5000]).toBeLessThanOrEqual(22);
    expect(sorted[9000]).toBeGreaterThan(92);
    expect(sorted[9000]).toBeLessThan(130);
    expect(sorted.every(Number.isInteger)).toBe(true);
  });
});
