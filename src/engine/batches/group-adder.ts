import type { Aggregation, Tally } from "../../functions/index.ts";
import type { RowList } from "../../plan/index.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import type { BoundCall } from "../aggregate.ts";
import type { GroupTable } from "../group-table.ts";
import { type BatchPart, doubles, type Numbering } from "./batch-part.ts";

/** Adds the values of rows to one aggregate of many groups. */
export interface GroupAdder {
  /** `numbers`: those of the rows' groups in the table; `times`: those of all rows of the batch. */
  readonly add: (list: RowList, numbers: Int32Array, times: Float64Array) => void;
  /** Called at last: what is kept beside the states of the groups goes into them. */
  readonly finish: () => void;
}

/** The adder of one aggregate, to the states that it has in a table. */
export function createAdder(
  part: BatchPart,
  { aggregation, timeSlot }: BoundCall,
  { states }: GroupTable,
  index: number,
): GroupAdder {
  const { tally } = aggregation;
  const own = states[index] as readonly unknown[];
  if (tally !== undefined) return tallyAdder(part, aggregation, tally(), own);
  if (aggregation.addNumber !== undefined) return numberAdder(part, aggregation, own);
  return valueAdder(part, aggregation, own, timeSlot !== undefined);
}

function tallyAdder(
  part: BatchPart,
  aggregation: Aggregation<unknown>,
  tally: Tally<unknown>,
  states: readonly unknown[],
): GroupAdder {
  const numbering = tally.takes === "present" ? part.memoize(presence, doubles) : part.numbers();
  const numbers = new FilledNumbers(numbering);
  return {
    add: (list, groups) => {
      const filled = numbers.fill(list);
      tally.add(groups, filled, list.count, states.length);
      if (tally.takes !== "numbers first") return;
      for (let at = 0; ; at++) {
        at = placeOfNone(filled, at, list.count);
        if (at === list.count) return;
        const value = part.valueOf(list.rows[at] as number);
        if (value !== undefined) aggregation.add(states[groups[at] as number], value, undefined);
      }
    },
    finish: () => tally.finish(states),
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

function numberAdder(part: BatchPart, aggregation: Aggregation<unknown>, states: readonly unknown[]): GroupAdder {
  const numbers = new FilledNumbers(part.numbers());
  return {
    add: (list, groups) => {
      const filled = numbers.fill(list);
      for (let at = 0; at < list.count; at++) {
        const number = filled[at] as number;
        if (!Number.isNaN(number)) aggregation.addNumber?.(states[groups[at] as number], number);
      }
    },
    finish: () => {},
  };
}

function valueAdder(
  part: BatchPart,
  aggregation: Aggregation<unknown>,
  states: readonly unknown[],
  hasTime: boolean,
): GroupAdder {
  return {
    add: (list, groups, times) => {
      for (let at = 0; at < list.count; at++) {
        const row = list.rows[at] as number;
        const time = hasTime ? timeAt(times, row) : undefined;
        aggregation.add(states[groups[at] as number], part.valueOf(row), time);
      }
    },
    finish: () => {},
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
