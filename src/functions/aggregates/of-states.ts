import type { Value } from "../../values/index.ts";
import type { GroupStates, NumberEntrance } from "../function.ts";

/** The working of an aggregate that has an object for each group: plain data that can be sent to another thread. */
export interface Aggregation<State> {
  start(): State;
  add(state: State, value: Value, time: number | undefined): void;
  /** What `add` does with a value that reads as this finite number, where it passes over all others. */
  addNumber?(state: State, number: number): void;
  /** Adds the right state, of later input, to the left one. */
  merge(left: State, right: State): void;
  finish(state: State): Value;
  isApproximate?(state: State): boolean;
}

/** States of groups that are an object each. */
export function ofStates<State>(aggregation: Aggregation<State>): () => GroupStates {
  return () => new StateList(aggregation);
}

class StateList<State> implements GroupStates {
  readonly numbers?: NumberEntrance;
  readonly #aggregation: Aggregation<State>;
  /** Undefined for a group without events. */
  readonly #states: (State | undefined)[] = [];

  constructor(aggregation: Aggregation<State>) {
    const { addNumber } = aggregation;
    this.#aggregation = aggregation;
    if (addNumber !== undefined) this.numbers = this.#entrance(addNumber);
  }

  add(group: number, value: Value, time: number | undefined): void {
    this.#aggregation.add(this.#stateOf(group), value, time);
  }

  pack(groupCount: number): State[] {
    return Array.from({ length: groupCount }, (_, group) => this.#stateOf(group));
  }

  merge(packed: unknown, places: Int32Array): void {
    for (const [group, right] of (packed as State[]).entries()) {
      const place = places[group] as number;
      const left = this.#states[place];
      if (left === undefined) this.#put(place, right);
      else this.#aggregation.merge(left, right);
    }
  }

  finish(group: number): Value {
    return this.#aggregation.finish(this.#stateOf(group));
  }

  isApproximate(): boolean {
    const { isApproximate } = this.#aggregation;
    return isApproximate !== undefined && this.#states.some((state) => state !== undefined && isApproximate(state));
  }

  #entrance(addNumber: (state: State, number: number) => void): NumberEntrance {
    return {
      takes: "numbers",
      add: (groups, numbers, count) => {
        for (let at = 0; at < count; at++) {
          const number = numbers[at] as number;
          if (!Number.isNaN(number)) addNumber(this.#stateOf(groups[at] as number), number);
        }
      },
    };
  }

  #stateOf(group: number): State {
    const known = this.#states[group];
    if (known !== undefined) return known;
    const state = this.#aggregation.start();
    this.#put(group, state);
    return state;
  }

  /** Without holes, which would make the list a slow one. */
  #put(group: number, state: State): void {
    while (this.#states.length <= group) this.#states.push(undefined);
    this.#states[group] = state;
  }
}
