import { compareCodePoints } from "../../values/index.ts";
import { numberArgument, textArgument } from "../argument.ts";
import type { AggregateFunction, Aggregation } from "../function.ts";

export const min: AggregateFunction = {
  kind: "aggregate",
  name: "min",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "any",
  description: "The smallest number, or the first text by code points where there is no number.",
  missing: "passed over; missing if nothing is left",
  examples: [
    { call: "min(x)", values: [10, "9", "n/a", undefined], prints: "9" },
    { call: "min(x)", values: ["b", "B", "a"], prints: "B" },
    { call: "min(x)", values: [undefined], prints: undefined },
  ],
  bind: () => keeping(-1),
};

export const max: AggregateFunction = {
  kind: "aggregate",
  name: "max",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "any",
  description: "The largest number, or the last text by code points where there is no number.",
  missing: "passed over; missing if nothing is left",
  examples: [
    { call: "max(x)", values: [10, "9", "n/a", undefined], prints: "10" },
    { call: "max(x)", values: ["b", "B", "a"], prints: "b" },
    { call: "max(x)", values: [undefined], prints: undefined },
  ],
  bind: () => keeping(1),
};

/** Numbers put texts aside, whenever the first of them comes (section 7.9). */
interface ExtremeState {
  number: number | undefined;
  text: string | undefined;
}

/** Keeps what is farthest in a direction: -1 down, 1 up. */
function keeping(direction: -1 | 1): Aggregation<ExtremeState> {
  const chooseNumber = direction < 0 ? Math.min : Math.max;
  const addNumber = (state: ExtremeState, number: number): void => {
    state.number = state.number === undefined ? number : chooseNumber(state.number, number);
  };
  const addText = (state: ExtremeState, text: string): void => {
    if (state.text === undefined || compareCodePoints(text, state.text) * direction > 0) state.text = text;
  };
  return {
    start: () => ({ number: undefined, text: undefined }),
    add(state, value) {
      const number = numberArgument(value);
      if (number !== undefined) return addNumber(state, number);
      const text = state.number === undefined ? textArgument(value) : undefined;
      if (text !== undefined) addText(state, text);
    },
    merge(left, right) {
      if (right.number !== undefined) addNumber(left, right.number);
      if (right.text !== undefined) addText(left, right.text);
    },
    finish: (state) => state.number ?? state.text,
  };
}
