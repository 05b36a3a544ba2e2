import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import type { AggregateFunction, GroupStates, NumberEntrance } from "../function.ts";

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
  bind: () => () => new Counts(),
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

class Counts implements GroupStates {
  readonly numbers: NumberEntrance = {
    takes: "present",
    add: (groups, numbers, count, groupCount) => {
      this.#counts = withRoom(this.#counts, groupCount);
      addPresent(this.#counts, groups, numbers, count);
    },
  };
  #counts = new Float64Array(0);

  add(group: number, value: Value): void {
    if (value === undefined) return;
    this.#counts = withRoom(this.#counts, group + 1);
    (this.#counts[group] as number)++;
  }

  pack(groupCount: number): Float64Array {
    return withRoom(this.#counts, groupCount).slice(0, groupCount);
  }

  merge(packed: unknown, places: Int32Array, groupCount: number): void {
    const counts = withRoom(this.#counts, groupCount);
    this.#counts = counts;
    for (const [group, count] of (packed as Float64Array).entries()) {
      (counts[places[group] as number] as number) += count;
    }
  }

  finish(group: number): number {
    return this.#counts[group] ?? 0;
  }
}

function addPresent(counts: Float64Array, groups: Int32Array, numbers: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    if (!Number.isNaN(numbers[at])) (counts[groups[at] as number] as number)++;
  }
}
