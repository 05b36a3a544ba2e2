import type { AggregateFunction, Aggregation } from "../function.ts";

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

const aggregation: Aggregation<{ count: number }> = {
  start: () => ({ count: 0 }),
  add(state, value) {
    if (value !== undefined) state.count++;
  },
  merge(left, right) {
    left.count += right.count;
  },
  finish: (state) => state.count,
};
