import { type BatchColumn, type PlanExpression, slotsOf } from "../plan/index.ts";
import { withRoom } from "../support/with-room.ts";
import { timestamp, toText, type Value } from "../values/index.ts";
import { type BatchPart, doubles, finiteNumber, type MakeNumbers, type NumberArray } from "./batch-part.ts";
import { compileExpression } from "./compile.ts";
import { PairNumbers } from "./key-numbers.ts";
import type { PartContext } from "./part-context.ts";
import type { Row } from "./row.ts";

/** Beyond so many combinations they hardly come again: each row is then worked out for itself. */
const MOST_COMBINATIONS = 65_536;

/**
 * An expression over several columns and over what an input has, worked out once for each combination of
 * their codes; with the time among what it reads, for each row.
 */
export function jointPart(expression: PlanExpression, { caches, timeSlot, inputFields }: PartContext): BatchPart {
  const slots = new Set(slotsOf(expression));
  const sources = caches.flatMap((cache, at) =>
    cache.plan.slots.some((slot) => slots.has(slot)) ? [{ cache, at }] : [],
  );
  const ofInput = inputFields.filter(({ slot }) => slots.has(slot));
  const readsTime = timeSlot !== undefined && slots.has(timeSlot);
  const evaluate = compileExpression(expression);
  const scratch: Row = [];
  const combinations = new Combinations();
  let read: readonly BatchColumn[] = [];
  let times: Float64Array = new Float64Array(0);
  let isRepeating = !readsTime;
  /** By combination, as far as they are numbered. */
  let values: Value[] = [];
  const workOut = (row: number): Value => {
    for (let at = 0; at < sources.length; at++) {
      const { cache } = sources[at] as (typeof sources)[number];
      const column = read[at] as BatchColumn;
      const entry = cache.entry(column, column.codes[row] as number);
      for (let place = 0; place < entry.values.length; place++) {
        scratch[cache.plan.slots[place] as number] = entry.values[place];
      }
    }
    if (readsTime) {
      const time = times[row] as number;
      scratch[timeSlot] = Number.isNaN(time) ? undefined : timestamp(time);
    }
    return evaluate(scratch);
  };
  /** The number of a row's combination, whose value is then known. */
  const combinationOf = (row: number): number => {
    const number = combinations.numberOf(read, row);
    if (number === values.length) values.push(workOut(row));
    if (values.length > MOST_COMBINATIONS) isRepeating = false;
    return number;
  };
  const valueAt = (row: number): Value => (isRepeating ? values[combinationOf(row)] : workOut(row));
  const memoize = <Numbers extends NumberArray>(numberOf: (value: Value) => number, make: MakeNumbers<Numbers>) => {
    let numbers = make(0);
    let known: readonly Value[] = values;
    let count = 0;
    const of = (row: number): number => {
      if (!isRepeating) return numberOf(workOut(row));
      const combination = combinationOf(row);
      if (known !== values) {
        known = values;
        count = 0;
      }
      if (combination >= count) numbers = withRoom(numbers, values.length);
      for (; count < values.length; count++) numbers[count] = numberOf(values[count]);
      return numbers[combination] as number;
    };
    return {
      of,
      fill: ({ rows, count: rowCount }: { readonly rows: Int32Array; readonly count: number }, filled: Numbers) => {
        for (let at = 0; at < rowCount; at++) filled[at] = of(rows[at] as number);
      },
    };
  };
  return {
    start: (batch, rows) => {
      read = sources.map(({ at }) => batch.columns[at] as BatchColumn);
      ({ times } = batch);
      for (const { name, slot } of ofInput) rows.fill(scratch, name, slot, 0);
      if (
        combinations.renew(
          read,
          ofInput.map(({ slot }) => toText(scratch[slot])),
        )
      )
        values = [];
    },
    valueOf: valueAt,
    numbers: () => memoize(finiteNumber, doubles),
    memoize,
  };
}

/** Numbers the combinations of the codes of columns from 0, as they are first seen. */
class Combinations {
  #pairs: readonly PairNumbers[] = [];
  #epochs: readonly number[] = [];
  #ofInput: readonly (string | undefined)[] = [];

  /** Called for every batch; true where codes, or what the input has, and so the numbers, begin anew. */
  renew(columns: readonly BatchColumn[], ofInput: readonly (string | undefined)[]): boolean {
    const isSame = columns.every(({ epoch }, at) => epoch === this.#epochs[at]);
    if (isSame && ofInput.every((text, at) => text === this.#ofInput[at])) return false;
    this.#epochs = columns.map(({ epoch }) => epoch);
    this.#ofInput = ofInput;
    this.#pairs = columns.map(() => new PairNumbers());
    return true;
  }

  numberOf(columns: readonly BatchColumn[], row: number): number {
    const hasPair = columns.length > 1;
    let number = hasPair ? codeAt(columns, 0, row) : 0;
    for (let at = hasPair ? 1 : 0; at < columns.length; at++) {
      number = (this.#pairs[at] as PairNumbers).numberOf(number, codeAt(columns, at, row));
    }
    return number;
  }
}

function codeAt(columns: readonly BatchColumn[], at: number, row: number): number {
  return (columns[at] as BatchColumn).codes[row] as number;
}
