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
  // For `count()` and `count(*)` the value is a constant that is present in every event.
  bind: () => aggregation,
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
