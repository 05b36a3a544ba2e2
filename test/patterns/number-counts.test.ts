import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addNumber,
  leastOf,
  magnitudeOf,
  mergeNumbers,
  type NumberCounts,
  numbersOfLine,
  startNumbers,
} from "../../src/patterns/number-counts.ts";

interface Event {
  readonly line: string;
  readonly position: number;
  readonly window: number;
  readonly amount: number;
}

function anyEvent(lines: number): fc.Arbitrary<Event> {
  return fc.record({
    line: fc.nat({ max: lines - 1 }).map((number) => `line ${number}`),
    position: fc.nat({ max: 2 }),
    window: fc.nat({ max: 5 }),
    amount: fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true }), fc.constantFrom(0, 1, 2, 1024, 2 ** 53)),
  });
}

function countAll(events: readonly Event[]): NumberCounts {
  const numbers = startNumbers();
  for (const { line, position, window, amount } of events) {
    const kept = numbersOfLine(numbers, line);
    if (kept !== undefined) addNumber(kept, position, window, amount);
  }
  return numbers;
}

describe("an order of magnitude", () => {
  it("holds the amounts from its least one to twice that", () => {
    const amounts = fc.double({ min: 2 ** -20, max: 2 ** 63, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(amounts, (amount) => {
        const least = leastOf(magnitudeOf(amount));
        expect(least <= amount && amount < 2 * least).toBe(true);
      }),
    );
  });

  it("is one for all that is smaller, and one for all that is larger", () => {
    expect([0, 1e-300, 2 ** -21].map((amount) => leastOf(magnitudeOf(amount)))).toEqual([0, 0, 0]);
    const large = [2 ** 63, 1e300, Number.POSITIVE_INFINITY];
    expect(large.map((amount) => leastOf(magnitudeOf(amount)))).toEqual([2 ** 63, 2 ** 63, 2 ** 63]);
  });
});

describe("counts of numbers", () => {
  it("hold how many there are of each order of magnitude, and the bounds", () => {
    const check = (events: readonly Event[]): void => {
      let seen = 0;
      for (const [line, positions] of countAll(events).lines) {
        for (const [position, windows] of positions) {
          for (const [window, { least, most, counts }] of windows) {
            const amounts = events
              .filter((event) => event.line === line && event.position === position && event.window === window)
              .map(({ amount }) => amount);
            expect([least, most]).toEqual([Math.min(...amounts), Math.max(...amounts)]);
            for (const [magnitude, count] of counts) {
              expect(amounts.filter((amount) => magnitudeOf(amount) === magnitude)).toHaveLength(count);
              seen += count;
            }
          }
        }
      }
      expect(seen).toBe(events.length);
    };
    fc.assert(fc.property(fc.array(anyEvent(3), { maxLength: 60 }), check));
  });

  it.each([
    ["few lines", 5, 200],
    ["more lines than are kept", 5000, 4000],
  ])("of %s are the same however the events are cut and ordered", (_, lines, most) => {
    const someEvents = fc.array(anyEvent(lines), { minLength: most / 2, maxLength: most, size: "max" });
    fc.assert(
      fc.property(someEvents, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (events, cuts) => {
        const places = [...cuts.map((cut) => cut % events.length), events.length].sort((a, b) => a - b);
        const parts = places.map((end, at) => countAll(events.slice(places[at - 1] ?? 0, end)));
        const merged = startNumbers();
        for (const part of parts.reverse()) mergeNumbers(merged, part);
        expect(merged).toEqual(countAll(events));
        expect(merged.lines.size).toBeLessThanOrEqual(1024);
      }),
      { numRuns: 30 },
    );
  });
});
