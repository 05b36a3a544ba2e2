import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  eventsByBin,
  findPatterns,
  LineCounter,
  mergeCounts,
  type Patterns,
  startCounts,
  totalOf,
} from "../../src/patterns/index.ts";
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

/** An event of a bin of time: its text, its time in milliseconds, and whether it is marked. */
type TimedEvent = readonly [text: string, time: number | undefined, isMarked: boolean];

function binsOf(parts: readonly (readonly TimedEvent[])[]): Patterns {
  const all = startCounts({ hasBins: true });
  for (const events of parts) {
    const counter = new LineCounter({ hasBins: true });
    for (const [text, time, isMarked] of events) counter.addAt({ text, isRepeated: false }, time, isMarked);
    mergeCounts(all, structuredClone(counter.finish()));
  }
  return findPatterns(all);
}

describe("bins of time", () => {
  const states = ["READY", "DONE", "LOST"];
  const anyEvent: fc.Arbitrary<TimedEvent> = fc.tuple(
    fc.oneof(
      fc.constantFrom(...states).map((state) => `job moved, state="${state}"`),
      fc.nat({ max: 99 }).map((number) => `took ${number} ms`),
    ),
    // Times far apart make bins longer when they come.
    fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 60_000 }) }, fc.nat({ max: 9_000_000 }), fc.constant(undefined)),
    fc.boolean(),
  );

  it("do not depend on how the input is cut, nor on its order, and hold every event that has a time", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 60 }), cuts, fc.boolean(), (events, at, isReversed) => {
        const whole = binsOf([events]);
        const ordered = isReversed ? events.toReversed() : events;
        const places = [0, ...at.map((place) => Math.min(place, events.length)).sort((a, b) => a - b), events.length];
        expect(binsOf(places.slice(1).map((place, index) => ordered.slice(places[index], place)))).toStrictEqual(whole);
        const timed = events.filter(([, time]) => time !== undefined);
        const { bins } = whole;
        const counts = bins === undefined ? [] : whole.patterns.map(({ tally }) => eventsByBin(tally, bins));
        const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);
        expect(sum(counts.map(({ all }) => sum(all)))).toBe(timed.length);
        expect(sum(counts.map(({ marked }) => sum(marked)))).toBe(timed.filter(([, , isMarked]) => isMarked).length);
      }),
    );
  });

  it("count the words of a variable part apart", () => {
    const events = states.flatMap((state, index): TimedEvent[] =>
      Array.from({ length: index + 1 }, () => [`job moved, state="${state}"`, index * 1000, false]),
    );
    const { patterns } = binsOf([events]);
    const values = [...(patterns[0]?.values.get("<Token-1>") ?? [])].map(([value, tally]) => [value, totalOf(tally)]);
    expect(new Map(values as [string, number][])).toEqual(new Map(Object.entries({ READY: 1, DONE: 2, LOST: 3 })));
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
