import type { GroupStates, NumberEntrance } from "../../functions/index.ts";
import type { RowList } from "../../plan/index.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import type { BoundCall } from "../groups/aggregate.ts";
import { type BatchPart, doubles, type Numbering } from "./batch-part.ts";

/**
 * Adds the values of rows to one aggregate of many groups. `groups`: those of the rows, below `groupCount`; `times`: those
 * of all rows of the batch.
 */
export type GroupAdder = (list: RowList, groups: Int32Array, groupCount: number, times: Float64Array) => void;

/** The adder of one aggregate. */
export function createAdder(part: BatchPart, { timeSlot }: BoundCall, states: GroupStates): GroupAdder {
  const { numbers } = states;
  if (numbers === undefined) return valueAdder(part, states, timeSlot !== undefined);
  return numberAdder(part, states, numbers);
}

function numberAdder(part: BatchPart, states: GroupStates, { takes, add }: NumberEntrance): GroupAdder {
  const numbers = new FilledNumbers(takes === "present" ? part.memoize(presence, doubles) : part.numbers());
  return (list, groups, groupCount) => {
    const filled = numbers.fill(list);
    add(groups, filled, list.count, groupCount);
    if (takes !== "numbers first") return;
    for (let at = 0; ; at++) {
      at = placeOfNone(filled, at, list.count);
      if (at === list.count) return;
      const value = part.valueOf(list.rows[at] as number);
      if (value !== undefined) states.add(groups[at] as number, value, undefined);
    }
  };
}

/** The next place without a number, or the end. */
function placeOfNone(numbers: Float64Array, from: number, end: number): number {
  let at = from;
  while (at < end && !Number.isNaN(numbers[at])) at++;
  return at;
}

function presence(value: Value): number {
  return value === undefined ? Number.NaN : 1;
}

function valueAdder(part: BatchPart, states: GroupStates, hasTime: boolean): GroupAdder {
  return (list, groups, _, times) => {
    for (let at = 0; at < list.count; at++) {
      const row = list.rows[at] as number;
      states.add(groups[at] as number, part.valueOf(row), hasTime ? timeAt(times, row) : undefined);
    }
  };
}

function timeAt(times: Float64Array, row: number): number | undefined {
  const time = times[row] as number;
  return Number.isNaN(time) ? undefined : time;
}

/** The numbers of rows in an array that is used again. */
class FilledNumbers {
  readonly #numbering: Numbering<Float64Array>;
  #filled = new Float64Array(0);

  constructor(numbering: Numbering<Float64Array>) {
    this.#numbering = numbering;
  }

  fill(list: RowList): Float64Array {
    const { constant } = this.#numbering;
    const before = this.#filled.length;
    this.#filled = withRoom(this.#filled, list.count);
    if (constant === undefined) this.#numbering.fill(list, this.#filled);
    else if (this.#filled.length > before) this.#filled.fill(constant);
    return this.#filled;
  }
}
