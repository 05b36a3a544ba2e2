import { describe, expect, it } from "vitest";
import { mapAtOnce } from "../../src/cloudwatch/index.ts";

const FAST = { atOnce: 3, perSecond: 100_000 };

describe("many small requests", () => {
  it("are answered in the order of the items, no more at once than allowed", async () => {
    let running = 0;
    let most = 0;
    const answers = await mapAtOnce([5, 1, 4, 2, 3], FAST, async (item) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < item; turn++) await Promise.resolve();
      running--;
      return item * 10;
    });
    expect(answers).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBeLessThanOrEqual(3);
  });

  it("end with the first failure, and begin nothing more", async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      if (item === 2) throw new Error("no");
    };
    await expect(mapAtOnce([1, 2, 3, 4, 5], { ...FAST, atOnce: 1 }, work)).rejects.toThrow("no");
    expect(begun).toEqual([1, 2]);
  });

  it("begin no faster than the rate, and end with the signal", async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      controller.abort();
    };
    // The second one would begin a quarter of an hour later.
    const waiting = mapAtOnce([1, 2, 3], { atOnce: 3, perSecond: 0.001 }, work, controller.signal);
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect(begun).toEqual([1]);
  });
});
