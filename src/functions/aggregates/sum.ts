import { roundExactMean, roundExactSum } from "../../support/exact-sum.ts";
import { finite } from "../../values/index.ts";
import type { AggregateFunction } from "../function.ts";
import { Sums } from "./sums.ts";

export const sum: AggregateFunction = {
  kind: "aggregate",
  name: "sum",
  family: "aggregate",
  parameters: [{ name: "number", kind: "number" }],
  result: "number",
  description: "The sum of the numbers; a condition counts the events for which it holds.",
  missing: "passed over, like text that is no number; missing if nothing is left",
  examples: [
    { call: "sum(x)", values: [0.1, "0.2", undefined, "n/a", true], prints: "1.3" },
    { call: "sum(x)", values: [1e308, 1e308, -1e308, -1e308, 5], prints: "5" },
    { call: "sum(x)", values: ["n/a"], prints: undefined },
  ],
  bind: () => () => new Sums((sum) => finite(roundExactSum(sum))),
};

export const avg: AggregateFunction = {
  kind: "aggregate",
  name: "avg",
  family: "aggregate",
  parameters: [{ name: "number", kind: "number" }],
  result: "number",
  description: "The arithmetic mean of the numbers.",
  missing: "passed over, like text that is no number; missing if nothing is left",
  examples: [
    { call: "avg(x)", values: [1, "2", undefined, 4], prints: "2.3333" },
    { call: "avg(x)", values: [undefined], prints: undefined },
  ],
  bind: () => () => new Sums((sum, count) => finite(roundExactMean(sum, count))),
};

/** The service has it for graphs over time; it adds as `sum` does (section 7.8). */
export const sumOverTime: AggregateFunction = {
  ...sum,
  name: "sumOverTime",
  spellings: ["sum_over_time"],
  family: "time series",
  description: "The sum of the numbers in each bin: `sum` by another name.",
  examples: [
    { call: "sumOverTime(x)", values: [0.1, "0.2", undefined, "n/a", true], prints: "1.3" },
    { call: "sumOverTime(x)", values: ["n/a"], prints: undefined },
  ],
};
