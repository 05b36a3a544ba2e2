import { withRoom } from "../../support/with-room.ts";
import type { AggregateFunction, Aggregation, Tally } from "../function.ts";

export const count: AggregateFunction = {
  kind: "aggregate",
  name: "count",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any", isOptional: true }],
  result: "number",
  description: "How many events there are, or how many have the field.",
  missing: "passed over",
  examples: [
    { call: "count(x)", values: ["a", undefined, "a"], prints: "2" },
    { call: "count(x)", values: [undefined], prints: "0" },
  ],
  takesStar: true,
  // For `count()` and `count(*)` the value is a constant that is present in every event.
  bind: () => aggregation,
};

/** The service has it for graphs over time; it counts as `count` does (section 7.8). */
export const countOverTime: AggregateFunction = {
  ...count,
  name: "countOverTime",
  spellings: ["count_over_time"],
  family: "time series",
  description: "How many events there are in each bin, or how many have the field: `count` by another name.",
  examples: [
    { call: "countOverTime(x)", values: ["a", undefined, "a"], prints: "2" },
    { call: "countOverTime(x)", values: [undefined], prints: "0" },
  ],
};

interface CountState {
  count: number;
}

const aggregation: Aggregation<CountState> = {
  start: () => ({ count: 0 }),
  add(state, value) {
    if (value !== undefined) state.count++;
  },
  tally: () => new CountTally(),
  merge(left, right) {
    left.count += right.count;
  },
  finish: (state) => state.count,
  packing: {
    pack: (states) => Float64Array.from(states, ({ count }) => count),
    unpack: (packed) => Array.from(packed as Float64Array, (count) => ({ count: wholeNumber(count) })),
  },
};

/** The same number as V8 keeps integers: where one is put that came from an array of doubles, every object is laid out anew. */
function wholeNumber(count: number): number {
  return count < 2 ** 31 ? count | 0 : count;
}

class CountTally implements Tally<CountState> {
  readonly takes = "present";
  #counts = new Float64Array(0);

  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void {
    const counts = withRoom(this.#counts, groupCount);
    this.#counts = counts;
    for (let at = 0; at < count; at++) {
      if (!Number.isNaN(numbers[at])) (counts[groups[at] as number] as number)++;
    }
  }

  finish(states: readonly CountState[]): void {
    for (const [group, state] of states.entries()) state.count += wholeNumber(this.#counts[group] ?? 0);
  }
}
