import { describe, expect, it } from "vitest";
import { countText, emptyRegisters, estimateDistinct, mergeRegisters } from "../../src/support/hyper-log-log.ts";

/** Texts that differ little, as identifiers in logs do. */
const shapes: Record<string, (index: number) => string> = {
  "counted upwards": (index) => String(index),
  "with a common start": (index) => `org-0000-4711/user-${index}`,
  "with a common end": (index) => `${index}@mail.example.com`,
  "in hexadecimal": (index) => index.toString(16).padStart(32, "0"),
  "of two counters": (index) => `10.0.${index % 256}.${Math.floor(index / 256)}`,
};

describe("an estimate of how many texts there are", () => {
  it.each(Object.entries(shapes))("is within 2 percent for 300,000 texts %s", (_, shape) => {
    const registers = emptyRegisters();
    for (let index = 0; index < 300_000; index++) countText(registers, shape(index));
    expect(Math.abs(estimateDistinct(registers) - 300_000)).toBeLessThan(6000);
  });

  it("is the same for any split, order and repetition of the texts", () => {
    const [whole, left, right] = [emptyRegisters(), emptyRegisters(), emptyRegisters()];
    for (let index = 0; index < 100_000; index++) countText(whole, `r-${index}`);
    for (let index = 99_999; index >= 40_000; index--) countText(left, `r-${index}`);
    for (let index = 0; index < 60_000; index++) countText(right, `r-${index}`);
    mergeRegisters(left, right);
    expect(left).toEqual(whole);
  });
});
