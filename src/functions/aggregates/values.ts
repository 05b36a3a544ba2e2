import { plainList, toText, type Value } from "../../values/index.ts";
import type { AggregateFunction } from "../function.ts";
import { asAggregate } from "./as-aggregate.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

export const values: AggregateFunction = {
  kind: "aggregate",
  name: "values",
  spellings: ["COLLECT_VALUES"],
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "list",
  description: "The different values, by their printed text, in the order in which they first came.",
  missing: "passed over; missing if nothing is left",
  examples: [
    { call: "values(x)", values: ["b", 1, "1", "a", "b", undefined], prints: "b,1,a" },
    { call: "values(x)", values: [undefined], prints: undefined },
  ],
  bind: () => ofStates(aggregation),
};

const aggregation: Aggregation<Map<string, Value>> = {
  start: () => new Map(),
  add(state, value) {
    const kept = asAggregate(value);
    const text = toText(kept);
    if (text !== undefined && !state.has(text)) state.set(text, kept);
  },
  merge(left, right) {
    for (const [text, value] of right) if (!left.has(text)) left.set(text, value);
  },
  finish: (state) => (state.size === 0 ? undefined : plainList([...state.values()])),
};
