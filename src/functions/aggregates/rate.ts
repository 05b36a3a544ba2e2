import { invariant } from "../../support/invariant-error.ts";
import { finite, periodMilliseconds, type Value } from "../../values/index.ts";
import { isPeriod, numberArgument } from "../argument.ts";
import type { AggregateFunction, Constant } from "../function.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

export const rate: AggregateFunction = {
  kind: "aggregate",
  name: "rate",
  family: "time series",
  parameters: [
    { name: "number", kind: "number" },
    { name: "period", kind: "period", isConstant: true },
  ],
  result: "number",
  description:
    "How much the number changes in a period: from the earliest to the latest event that has it, by the time between them.",
  missing: "passed over, like text that is no number; missing where all are of one time",
  examples: [
    { call: "rate(x, 1m)", values: [10, undefined, "n/a", 25, 40], prints: "450" },
    { call: "rate(x, 1s)", values: [7, 9, 7], prints: "0" },
    { call: "rate(x, 1s)", values: [7], prints: undefined },
  ],
  time: "needed",
  check(constants) {
    return lengthOf(constants) === undefined
      ? { argument: PERIOD_ARGUMENT, message: "a rate is by a period that is always of the same length, such as `1m`" }
      : undefined;
  },
  bind(constants) {
    const length = lengthOf(constants);
    invariant(length !== undefined, "a period was not checked");
    return ofStates(changing(length));
  },
};

const PERIOD_ARGUMENT = 1;

function lengthOf(constants: readonly Constant[]): number | undefined {
  const period = constants[PERIOD_ARGUMENT];
  return isPeriod(period) ? periodMilliseconds(period) : undefined;
}

interface Sample {
  readonly number: number;
  readonly time: number;
}

interface RateState {
  first: Sample | undefined;
  last: Sample | undefined;
}

/** (last - first) / (time of last - time of first) * period (section 7.8); of equal times, the order of the input counts. */
function changing(length: number): Aggregation<RateState> {
  return {
    start: () => ({ first: undefined, last: undefined }),
    add(state, value: Value, time) {
      const number = numberArgument(value);
      if (number === undefined || time === undefined) return;
      if (state.first === undefined || time < state.first.time) state.first = { number, time };
      if (state.last === undefined || time >= state.last.time) state.last = { number, time };
    },
    merge(left, right) {
      const { first, last } = right;
      if (first !== undefined && (left.first === undefined || first.time < left.first.time)) left.first = first;
      if (last !== undefined && (left.last === undefined || last.time >= left.last.time)) left.last = last;
    },
    finish({ first, last }) {
      if (first === undefined || last === undefined || first.time === last.time) return undefined;
      return finite(((last.number - first.number) / (last.time - first.time)) * length);
    },
  };
}
