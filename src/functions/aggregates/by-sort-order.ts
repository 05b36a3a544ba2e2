import { compareForSort, isStructure, type Value } from "../../values/index.ts";
import type { AggregateFunction } from "../function.ts";
import { asAggregate } from "./as-aggregate.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

export const sortsFirst: AggregateFunction = {
  kind: "aggregate",
  name: "sortsFirst",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "argument",
  description: "The value that `sort` puts first in ascending order: texts before numbers.",
  missing: "passed over, like maps and lists; missing if nothing is left",
  examples: [
    { call: "sortsFirst(x)", values: [2, "111A", "5A", undefined], prints: "5A" },
    { call: "sortsFirst(x)", values: [undefined], prints: undefined },
  ],
  bind: () => ofStates(choosing(-1)),
};

export const sortsLast: AggregateFunction = {
  kind: "aggregate",
  name: "sortsLast",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "argument",
  description: "The value that `sort` puts last in ascending order: numbers after texts.",
  missing: "passed over, like maps and lists; missing if nothing is left",
  examples: [
    { call: "sortsLast(x)", values: [2, "111A", "10", undefined], prints: "10" },
    { call: "sortsLast(x)", values: [undefined], prints: undefined },
  ],
  bind: () => ofStates(choosing(1)),
};

interface SortState {
  value: Value;
}

/** Keeps what sorts farthest in a direction: -1 first, 1 last; the first one read among equals. */
function choosing(direction: -1 | 1): Aggregation<SortState> {
  const add = (state: SortState, value: Value): void => {
    if (value === undefined || isStructure(value)) return;
    if (state.value === undefined || compareForSort(value, state.value) * direction > 0) state.value = value;
  };
  return {
    start: () => ({ value: undefined }),
    add,
    merge: (left, right) => add(left, right.value),
    finish: (state) => asAggregate(state.value),
  };
}
