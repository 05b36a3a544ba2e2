import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Aggregation } from "../../src/functions/index.ts";
import { aggregateCall } from "../support/aggregate-calls.ts";
import { bindAggregate } from "./call-literal.ts";

const TALLIED = ["count", "sum", "avg", "min", "max", "pct"];

const number = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.1, 0.2, -0, 1e16, 1, 1e308, -1e308, 2 ** 970, 5e-324, Number.NaN),
);
const events = fc.array(fc.record({ group: fc.integer({ min: 0, max: 4 }), number, isTallied: fc.boolean() }), {
  maxLength: 60,
});

describe("a tally", () => {
  it.each(TALLIED)("of %s comes to the same as its states, whichever takes a number", (name) => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 20 }), (all, step) => {
        const numbered = numberGroups(all);
        expect(tallied(name, numbered, step)).toEqual(added(name, numbered));
      }),
      { numRuns: 300 },
    );
  });

  it("of pct keeps few and many numbers of a group", () => {
    const groups = [1, 7, 8, 100, 8173, 8174, 8175, 50_000].flatMap((count, group) =>
      Array.from({ length: count }, (_, index) => ({ group, number: (index * 7919) % 50_021, isTallied: true })),
    );
    const mixed = numberGroups(groups.map((_, at) => groups[(at * 30_011) % groups.length] as Event));
    expect(tallied("pct", groups, 5000)).toEqual(added("pct", groups));
    expect(tallied("pct", mixed, 5000)).toEqual(added("pct", mixed));
  });
});

interface Event {
  readonly group: number;
  /** Not a number stands for a missing value. */
  readonly number: number;
  readonly isTallied: boolean;
}

/** Numbers the groups in the order in which they are first seen. */
function numberGroups(all: readonly Event[]): readonly Event[] {
  const numbers = new Map<number, number>();
  return all.map((event) => {
    const group = numbers.get(event.group) ?? numbers.size;
    numbers.set(event.group, group);
    return { ...event, group };
  });
}

function aggregationOf(name: string): Aggregation<unknown> {
  const { entry, constants } = bindAggregate(aggregateCall(name, "x"));
  return entry.bind(constants);
}

function addTo(aggregation: Aggregation<unknown>, states: readonly unknown[], { group, number }: Event): void {
  aggregation.add(states[group], Number.isNaN(number) ? undefined : number, undefined);
}

function statesFor(aggregation: Aggregation<unknown>, all: readonly Event[]): unknown[] {
  return [...new Set(all.map(({ group }) => group))].map(() => aggregation.start());
}

function added(name: string, all: readonly Event[]): unknown[] {
  const aggregation = aggregationOf(name);
  const states = statesFor(aggregation, all);
  for (const event of all) addTo(aggregation, states, event);
  return states.map((state) => aggregation.finish(state));
}

/** Adds some events to the states, and the others to a tally, so many at once. */
function tallied(name: string, all: readonly Event[], step: number): unknown[] {
  const aggregation = aggregationOf(name);
  const states = statesFor(aggregation, all);
  const tally = aggregation.tally?.();
  expect(tally).toBeDefined();
  let groupCount = 0;
  for (let from = 0; from < all.length; from += step) {
    const some = all.slice(from, from + step);
    groupCount = Math.max(groupCount, ...some.map(({ group }) => group + 1));
    for (const event of some) if (!event.isTallied) addTo(aggregation, states, event);
    const those = some.filter(({ isTallied }) => isTallied);
    const groups = Int32Array.from(those, ({ group }) => group);
    const numbers = Float64Array.from(those, ({ number: it }) => it);
    tally?.add(groups, numbers, those.length, groupCount);
  }
  tally?.finish(states);
  return states.map((state) => aggregation.finish(state));
}
