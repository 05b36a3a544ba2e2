import {
  addMoment,
  type ExactMoments,
  exactMoments,
  mergeMoments,
  populationDeviation,
  populationVariance,
} from "../../support/exact-variance.ts";
import { finite } from "../../values/index.ts";
import type { AggregateFunction, GroupStates } from "../function.ts";
import { ofNumbers } from "./of-numbers.ts";

export const variance: AggregateFunction = {
  kind: "aggregate",
  name: "variance",
  family: "aggregate",
  parameters: [{ name: "number", kind: "number" }],
  result: "number",
  description: "The variance of the numbers as a whole population.",
  missing: "passed over, like text that is no number; missing if nothing is left",
  examples: [
    { call: "variance(x)", values: [2, 4, 4, "4", 5, 5, 7, 9, undefined], prints: "4" },
    { call: "variance(x)", values: [7], prints: "0" },
    { call: "variance(x)", values: ["n/a"], prints: undefined },
  ],
  bind: () => spreading(populationVariance),
};

export const stddev: AggregateFunction = {
  kind: "aggregate",
  name: "stddev",
  family: "aggregate",
  parameters: [{ name: "number", kind: "number" }],
  result: "number",
  description: "The standard deviation of the numbers as a whole population.",
  missing: "passed over, like text that is no number; missing if nothing is left",
  examples: [
    { call: "stddev(x)", values: [2, 4, 4, "4", 5, 5, 7, 9, undefined], prints: "2" },
    { call: "stddev(x)", values: [undefined], prints: undefined },
  ],
  bind: () => spreading(populationDeviation),
};

function spreading(conclude: (moments: ExactMoments) => number): () => GroupStates {
  return ofNumbers({
    start: exactMoments,
    addNumber: addMoment,
    merge: mergeMoments,
    finish: (moments) => (moments.count === 0 ? undefined : finite(conclude(moments))),
  });
}
