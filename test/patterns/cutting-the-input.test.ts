import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPatterns, LineCounter, mergeCounts, type Patterns, startCounts } from "../../src/patterns/index.ts";
import { createRandom } from "../../src/support/random.ts";
import { labelledLines } from "./known-templates.ts";

/** The patterns of lines that are counted in parts, each as in a thread of its own. */
function patternsOf(parts: readonly (readonly string[])[], mostLines?: number): Patterns {
  const options = mostLines === undefined ? {} : { mostLines };
  const all = startCounts(options);
  for (const lines of parts) {
    const counter = new LineCounter(options);
    for (const line of lines) counter.add({ text: line, isRepeated: line.length % 2 === 0 }, 0);
    mergeCounts(all, structuredClone(counter.finish()));
  }
  return findPatterns(all);
}

/** Lines of ever new words, which no mask makes alike. */
function wordyLines(count: number): string[] {
  const random = createRandom(7);
  const word = (): string => Array.from({ length: 5 }, () => "abdegiklmnoprstuvz"[random.below(18)]).join("");
  const makes = [
    "job * took * off",
    "* says *: *",
    "*",
    "from * to *",
    "user * came in",
    '{"message":"* is *","at":"*"}',
  ];
  return Array.from({ length: count }, (_, at) => (makes[at % makes.length] as string).replace(/\*/g, word));
}

const cuts = fc.array(fc.nat({ max: 1000 }), { maxLength: 5 });

function cut(lines: readonly string[], at: readonly number[]): string[][] {
  const places = [0, ...at.map((place) => Math.min(place, lines.length)).sort((a, b) => a - b), lines.length];
  return places.slice(1).map((place, index) => lines.slice(places[index], place));
}

describe("patterns do not depend on how the input is cut, nor on its order", () => {
  it.each([
    ["lines of templates", labelledLines(5, 1000).map(({ text }) => text), undefined],
    ["more different lines than are kept", wordyLines(1000), 150],
    ["lines of templates, of which few are kept", labelledLines(6, 1000).map(({ text }) => text), 40],
  ])("%s", (_, lines, mostLines) => {
    const whole = patternsOf([lines], mostLines);
    fc.assert(
      fc.property(cuts, fc.boolean(), (at, isReversed) => {
        const parts = cut(isReversed ? lines.toReversed() : lines, at);
        expect(patternsOf(parts, mostLines)).toStrictEqual(whole);
      }),
      { numRuns: 12 },
    );
  });
});

describe("more different lines than are kept", () => {
  it("lose no event, and say that counts are approximate", () => {
    const { patterns, events, isApproximate } = patternsOf([wordyLines(3000)], 200);
    expect(isApproximate).toBe(true);
    expect(events).toEqual(new Map([[0, 3000]]));
    expect(patterns.reduce((sum, { tally }) => sum + (tally.get(0) ?? 0), 0)).toBe(3000);
  });

  it("in one bucket leave the others exact", () => {
    const lines = [
      ...wordyLines(30_000).flatMap((line, at) => (at % 6 === 2 ? [`Plan was renamed to ${line} today`] : [])),
      ...Array.from({ length: 70 }, (_, at) => `Retrying after ${at} ms`),
    ];
    const { patterns, isApproximate } = patternsOf([lines]);
    expect(isApproximate).toBe(true);
    expect(patterns.map(({ text, tally }) => [text, tally.get(0)])).toEqual([
      ["Plan was renamed to <Token-1> today", 5000],
      ["Retrying after <Number-1> ms", 70],
    ]);
  });

  it("are kept in bounded number, whatever they are", () => {
    const counter = new LineCounter({ mostLines: 2000 });
    for (const line of wordyLines(5000)) counter.add({ text: line, isRepeated: false }, 0);
    const { buckets } = counter.finish();
    const kept = [...buckets.values()].reduce((sum, { lines }) => sum + lines.size, 0);
    expect(kept).toBeLessThanOrEqual(2000);
    expect(kept).toBeGreaterThan(500);
  });
});
