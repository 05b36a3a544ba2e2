import { numberArgument } from "../argument.ts";
import type { Aggregation } from "../function.ts";

type NumberAggregation<State> = Omit<Aggregation<State>, "add"> & Required<Pick<Aggregation<State>, "addNumber">>;

/** An aggregation of numbers: it passes over what reads as none. */
export function ofNumbers<State>(aggregation: NumberAggregation<State>): Aggregation<State> {
  const { addNumber } = aggregation;
  return {
    ...aggregation,
    add(state, value) {
      const number = numberArgument(value);
      if (number !== undefined) addNumber(state, number);
    },
  };
}
