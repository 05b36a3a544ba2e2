import { withRoom } from "../../support/with-room.ts";
import { compareCodePoints, type Value } from "../../values/index.ts";
import { numberArgument, textArgument } from "../argument.ts";
import type { AggregateFunction, GroupStates, NumberEntrance } from "../function.ts";

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
  bind: () => () => new Extremes(-1),
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
  bind: () => () => new Extremes(1),
};

/** By group: its number, or what stands for none, and for the others the texts. */
interface PackedExtremes {
  readonly chosen: Float64Array;
  readonly texts: ReadonlyMap<number, string>;
}

/** Keeps what is farthest in a direction: -1 down, 1 up. Numbers put texts aside, whenever the first of them comes (section 7.9). */
class Extremes implements GroupStates {
  readonly numbers: NumberEntrance = {
    takes: "numbers first",
    add: (groups, numbers, count, groupCount) => {
      this.#makeRoom(groupCount);
      addChosen(this.#chosen, groups, numbers, count, this.#choose);
    },
  };
  readonly #direction: -1 | 1;
  readonly #choose: (left: number, right: number) => number;
  /** Of a group without numbers: what any number is chosen before. */
  readonly #none: number;
  #chosen = new Float64Array(0);
  readonly #texts = new Map<number, string>();

  constructor(direction: -1 | 1) {
    this.#direction = direction;
    this.#choose = direction < 0 ? Math.min : Math.max;
    this.#none = direction * Number.NEGATIVE_INFINITY;
  }

  add(group: number, value: Value): void {
    this.#makeRoom(group + 1);
    const number = numberArgument(value);
    if (number !== undefined) this.#addNumber(group, number);
    else if (this.#chosen[group] === this.#none) this.#addText(group, textArgument(value));
  }

  pack(groupCount: number): PackedExtremes {
    this.#makeRoom(groupCount);
    return { chosen: this.#chosen.slice(0, groupCount), texts: this.#texts };
  }

  merge(packed: unknown, places: Int32Array, groupCount: number): void {
    const { chosen, texts } = packed as PackedExtremes;
    this.#makeRoom(groupCount);
    for (let group = 0; group < chosen.length; group++) {
      this.#addNumber(places[group] as number, chosen[group] as number);
    }
    for (const [group, text] of texts) this.#addText(places[group] as number, text);
  }

  finish(group: number): Value {
    const number = this.#chosen[group] ?? this.#none;
    return number === this.#none ? this.#texts.get(group) : number;
  }

  #addNumber(group: number, number: number): void {
    this.#chosen[group] = this.#choose(this.#chosen[group] as number, number);
  }

  #addText(group: number, text: string | undefined): void {
    if (text === undefined) return;
    const before = this.#texts.get(group);
    if (before === undefined || compareCodePoints(text, before) * this.#direction > 0) this.#texts.set(group, text);
  }

  #makeRoom(groupCount: number): void {
    this.#chosen = withRoom(this.#chosen, groupCount, this.#none);
  }
}

function addChosen(
  chosen: Float64Array,
  groups: Int32Array,
  numbers: Float64Array,
  count: number,
  choose: (left: number, right: number) => number,
): void {
  for (let at = 0; at < count; at++) {
    const number = numbers[at] as number;
    if (Number.isNaN(number)) continue;
    const group = groups[at] as number;
    chosen[group] = choose(chosen[group] as number, number);
  }
}
