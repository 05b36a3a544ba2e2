import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleLines } from "../../src/sample/index.ts";
import { options, sampleLinesOf, sampleText } from "./sample-entries.ts";

describe("a sample", () => {
  it("is the same text for the same options", () => {
    const faulty = { malformedShare: 0.1, secretShare: 0.1 };
    expect(sampleText(faulty)).toBe(sampleText(faulty));
  });

  it("has other entries for another seed", () => {
    const lines = new Set(sampleLinesOf({ lines: 500, seed: 1 }));
    expect(sampleLinesOf({ lines: 500, seed: 2 }).filter((line) => lines.has(line))).toEqual([]);
  });

  it("begins with the shorter sample of the same seed", () => {
    const long = sampleText({ lines: 1000, malformedShare: 0.05, secretShare: 0.05 });
    fc.assert(
      fc.property(fc.nat(300), (lines) => {
        expect(long.startsWith(sampleText({ lines, malformedShare: 0.05, secretShare: 0.05 }))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps its sound lines when faults are added", () => {
    const sound = sampleLinesOf();
    const changed = sampleLinesOf({ malformedShare: 0.1, secretShare: 0.1 }).filter((line, at) => line !== sound[at]);
    expect(changed.length).toBeGreaterThan(700); // 19 % of 5000 are expected
    expect(changed.length).toBeLessThan(1200);
  });

  it("shifts its times alone when it starts on another day", () => {
    const untimed = (startTime: number): string[] =>
      sampleLinesOf({ lines: 500, startTime }).map((line) => line.replace(/"timestamp": "[^"]*"/, ""));
    expect(untimed(Date.UTC(1999, 11, 31))).toEqual(untimed(Date.UTC(2025, 9, 30)));
  });

  it("has exactly the number of lines asked for, whatever the faults", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (lines, seed, share) => {
        const text = sampleText({ lines, seed, malformedShare: share, secretShare: share });
        expect(text.split("\n")).toHaveLength(lines + 1);
        expect(text.endsWith("\n") || lines === 0).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("comes in blocks of whole lines, about 64 KB each", () => {
    const blocks = [...sampleLines(options())];
    expect(blocks.length).toBeGreaterThan(10);
    for (const block of blocks) expect(block.endsWith("\n")).toBe(true);
    for (const block of blocks.slice(0, -1)) {
      expect(block.length).toBeGreaterThanOrEqual(65_536);
      expect(block.length).toBeLessThan(75_000);
    }
  });

  it("is made as it is taken: the first block of an endless sample comes at once", () => {
    const blocks = sampleLines(options({ lines: Number.MAX_SAFE_INTEGER }));
    const first = blocks.next().value;
    expect(first).toBe(sampleLines(options()).next().value);
    blocks.return(undefined);
  });
});
