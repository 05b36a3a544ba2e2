import type { Value } from "../../values/index.ts";
import type { AggregateFunction } from "../function.ts";
import { asAggregate } from "./as-aggregate.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

export const earliest: AggregateFunction = {
  kind: "aggregate",
  name: "earliest",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "argument",
  description: "The value of the event with the smallest `@timestamp`; the first one read among equals.",
  missing: "passed over; missing if nothing is left",
  examples: [
    { call: "earliest(x)", values: [undefined, "a", "b"], prints: "a" },
    { call: "earliest(x)", values: [undefined], prints: undefined },
  ],
  time: "used",
  bind: () => ofStates(choosing({ isBetter: (time, chosen) => time < chosen, keepsFirst: true })),
};

export const latest: AggregateFunction = {
  kind: "aggregate",
  name: "latest",
  family: "aggregate",
  parameters: [{ name: "value", kind: "any" }],
  result: "argument",
  description: "The value of the event with the largest `@timestamp`; the last one read among equals.",
  missing: "passed over; missing if nothing is left",
  examples: [
    { call: "latest(x)", values: ["a", "b", undefined], prints: "b" },
    { call: "latest(x)", values: [undefined], prints: undefined },
  ],
  time: "used",
  bind: () => ofStates(choosing({ isBetter: (time, chosen) => time >= chosen, keepsFirst: false })),
};

interface TimeState {
  timed: { readonly value: Value; readonly time: number } | undefined;
  /** Answers only where no event has a time: logs without times are taken to be in order. */
  untimed: Value;
}

interface Choice {
  readonly isBetter: (time: number, chosen: number) => boolean;
  readonly keepsFirst: boolean;
}

function choosing({ isBetter, keepsFirst }: Choice): Aggregation<TimeState> {
  const addTimed = (state: TimeState, value: Value, time: number): void => {
    if (state.timed === undefined || isBetter(time, state.timed.time)) state.timed = { value, time };
  };
  const addUntimed = (state: TimeState, value: Value): void => {
    if (state.untimed === undefined || !keepsFirst) state.untimed = value;
  };
  return {
    start: () => ({ timed: undefined, untimed: undefined }),
    add(state, value, time) {
      if (value === undefined) return;
      if (time === undefined) addUntimed(state, value);
      else addTimed(state, value, time);
    },
    merge(left, right) {
      if (right.timed !== undefined) addTimed(left, right.timed.value, right.timed.time);
      if (right.untimed !== undefined) addUntimed(left, right.untimed);
    },
    finish: ({ timed, untimed }) => asAggregate(timed === undefined ? untimed : timed.value),
  };
}
