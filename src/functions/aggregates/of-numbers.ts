import { numberArgument } from "../argument.ts";
import type { GroupStates } from "../function.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

type NumberAggregation<State> = Omit<Aggregation<State>, "add"> & Required<Pick<Aggregation<State>, "addNumber">>;

/** States of groups that are an object each, of an aggregate that passes over what reads as no number. */
export function ofNumbers<State>(aggregation: NumberAggregation<State>): () => GroupStates {
  const { addNumber } = aggregation;
  return ofStates({
    ...aggregation,
    add(state, value) {
      const number = numberArgument(value);
      if (number !== undefined) addNumber(state, number);
    },
  });
}
