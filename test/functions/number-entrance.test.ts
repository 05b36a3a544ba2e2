import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GroupStates } from "../../src/functions/index.ts";
import { aggregateCall } from "../support/aggregate-calls.ts";
import { bindAggregate } from "./call-literal.ts";

const WITH_ENTRANCE = ["count", "sum", "avg", "min", "max", "pct", "stddev", "variance"];

const number = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.1, 0.2, -0, 1e16, 1, 1e308, -1e308, 2 ** 970, 5e-324, Number.NaN),
);
const events = fc.array(fc.record({ group: fc.integer({ min: 0, max: 4 }), number, isNumber: fc.boolean() }), {
  maxLength: 60,
});

describe("the entrance for numbers", () => {
  it.each(WITH_ENTRANCE)("of %s comes to the same as adding values one by one, whichever takes a number", (name) => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 20 }), (all, step) => {
        const numbered = numberGroups(all);
        expect(entered(name, numbered, step)).toEqual(added(name, numbered));
      }),
      { numRuns: 300 },
    );
  });

  it("of pct keeps few and many numbers of a group", () => {
    const groups = [1, 7, 8, 100, 8173, 8174, 8175, 50_000].flatMap((count, group) =>
      Array.from({ length: count }, (_, index) => ({ group, number: (index * 7919) % 50_021, isNumber: true })),
    );
    const mixed = numberGroups(groups.map((_, at) => groups[(at * 30_011) % groups.length] as Event));
    expect(entered("pct", groups, 5000)).toEqual(added("pct", groups));
    expect(entered("pct", mixed, 5000)).toEqual(added("pct", mixed));
    const halved = mixed.map((event, at) => (at < 30_000 ? event : { ...event, number: event.number / 2 }));
    expect(entered("pct", halved, 5000)).toEqual(added("pct", halved));
  });
});

interface Event {
  readonly group: number;
  /** Not a number stands for a missing value. */
  readonly number: number;
  readonly isNumber: boolean;
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

function statesOf(name: string): GroupStates {
  const { entry, constants } = bindAggregate(aggregateCall(name, "x"));
  return entry.bind(constants)();
}

function addTo(states: GroupStates, { group, number: it }: Event): void {
  states.add(group, Number.isNaN(it) ? undefined : it, undefined);
}

/** As if they were sent to another thread. */
function finished(name: string, states: GroupStates, all: readonly Event[]): unknown[] {
  const places = [...new Set(all.map(({ group }) => group))].sort((left, right) => left - right);
  const merged = statesOf(name);
  merged.merge(structuredClone(states.pack(places.length)), Int32Array.from(places), places.length);
  return places.map((group) => merged.finish(group));
}

function added(name: string, all: readonly Event[]): unknown[] {
  const states = statesOf(name);
  for (const event of all) addTo(states, event);
  return finished(name, states, all);
}

/** Adds some events one by one, and the others as numbers, so many at once. */
function entered(name: string, all: readonly Event[], step: number): unknown[] {
  const states = statesOf(name);
  expect(states.numbers).toBeDefined();
  let groupCount = 0;
  for (let from = 0; from < all.length; from += step) {
    const some = all.slice(from, from + step);
    groupCount = Math.max(groupCount, ...some.map(({ group }) => group + 1));
    for (const event of some) if (!event.isNumber) addTo(states, event);
    const those = some.filter(({ isNumber }) => isNumber);
    const groups = Int32Array.from(those, ({ group }) => group);
    const numbers = Float64Array.from(those, ({ number: it }) => it);
    states.numbers?.add(groups, numbers, those.length, groupCount);
  }
  return finished(name, states, all);
}
