import { invariant } from "../../support/invariant-error.ts";
import { valueMap } from "../../values/index.ts";
import type { AggregateFunction } from "../function.ts";
import { checkWidth, HISTOGRAM_PARAMETERS, lowerBound, widthOf } from "../histogram-range.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

/** As an item of `stats`: how many numbers each range of equal width holds (section 7.8, row 40). */
export const histogramMap: AggregateFunction = {
  kind: "aggregate",
  name: "histogram",
  family: "time series",
  parameters: HISTOGRAM_PARAMETERS,
  result: "map",
  description: "As an aggregate: how many numbers lie in each range of this width, by the lower bounds of the ranges.",
  missing: "passed over, like text that is no number; missing if nothing is left",
  examples: [
    { call: "histogram(x, 50)", values: [120, "30", undefined, 0, 149.9, "n/a"], prints: '{"0":2,"100":2}' },
    { call: "histogram(x, 50)", values: ["n/a"], prints: undefined },
  ],
  check: checkWidth,
  bind(constants) {
    const width = widthOf(constants);
    invariant(width !== undefined, "a width was not checked");
    return ofStates(counting(width));
  },
};

function counting(width: number): Aggregation<Map<number, number>> {
  return {
    start: () => new Map(),
    add(state, value) {
      const bound = lowerBound(value, width);
      if (bound !== undefined) state.set(bound, (state.get(bound) ?? 0) + 1);
    },
    merge(left, right) {
      for (const [bound, count] of right) left.set(bound, (left.get(bound) ?? 0) + count);
    },
    finish(state) {
      if (state.size === 0) return undefined;
      const ranges = [...state].sort(([a], [b]) => a - b);
      return valueMap(ranges.map(([bound, count]) => [String(bound), count]));
    },
  };
}
