import { withRoom } from "../../support/with-room.ts";
import { compareCodePoints } from "../../values/index.ts";
import { numberArgument, textArgument } from "../argument.ts";
import type { AggregateFunction, Aggregation, Tally } from "../function.ts";

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

/** The states of many groups: not a number where a group has none, and the texts of few. */
interface PackedExtremes {
  readonly numbers: Float64Array;
  readonly texts: readonly (readonly [number, string])[];
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
    tally: () => new ExtremeTally(chooseNumber, addNumber),
    merge(left, right) {
      if (right.number !== undefined) addNumber(left, right.number);
      if (right.text !== undefined) addText(left, right.text);
    },
    packing: {
      pack: (states): PackedExtremes => ({
        numbers: Float64Array.from(states, ({ number }) => number ?? Number.NaN),
        texts: [...states.entries()].flatMap(([group, { text }]) => (text === undefined ? [] : [[group, text]])),
      }),
      unpack: (packed) => {
        const { numbers, texts } = packed as PackedExtremes;
        const states = Array.from(numbers, (number): ExtremeState => {
          return { number: Number.isNaN(number) ? undefined : number, text: undefined };
        });
        for (const [group, text] of texts) (states[group] as ExtremeState).text = text;
        return states;
      },
    },
    finish: (state) => state.number ?? state.text,
  };
}

class ExtremeTally implements Tally<ExtremeState> {
  readonly takes = "numbers first";
  readonly #choose: (left: number, right: number) => number;
  readonly #addNumber: (state: ExtremeState, number: number) => void;
  /** Of a group without numbers: what any number is chosen before. */
  readonly #none: number;
  #chosen = new Float64Array(0);

  constructor(
    choose: (left: number, right: number) => number,
    addNumber: (state: ExtremeState, number: number) => void,
  ) {
    this.#choose = choose;
    this.#addNumber = addNumber;
    this.#none = choose(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) * -1;
  }

  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void {
    const chosen = withRoom(this.#chosen, groupCount, this.#none);
    const choose = this.#choose;
    this.#chosen = chosen;
    for (let at = 0; at < count; at++) {
      const number = numbers[at] as number;
      if (Number.isNaN(number)) continue;
      const group = groups[at] as number;
      chosen[group] = choose(chosen[group] as number, number);
    }
  }

  finish(states: readonly ExtremeState[]): void {
    for (const [group, state] of states.entries()) {
      const number = this.#chosen[group] ?? this.#none;
      if (number !== this.#none) this.#addNumber(state, number);
    }
  }
}
