import { type Batch, type BatchColumn, type PlanExpression, slotsOf } from "../plan/index.ts";
import { withRoom } from "../support/with-room.ts";
import { timestamp, type Value } from "../values/index.ts";
import { type BatchPart, doubles, finiteNumber, type MakeNumbers, type NumberArray } from "./batch-part.ts";
import type { ColumnCache } from "./column-cache.ts";
import { compileExpression } from "./compile.ts";
import { PairNumbers } from "./key-numbers.ts";
import type { Row } from "./row.ts";

/** Beyond so many combinations they hardly come again: each row is then worked out for itself. */
const MOST_COMBINATIONS = 65_536;

/**
 * An expression over several columns, worked out once for each combination of their codes; with the time
 * among what it reads, for each row. `columns`: the caches of all columns, in the order of the batch.
 */
export function jointPart(
  expression: PlanExpression,
  columns: readonly ColumnCache[],
  timeSlot: number | undefined,
): BatchPart {
  const slots = new Set(slotsOf(expression));
  const sources = columns.flatMap((cache, at) =>
    cache.plan.slots.some((slot) => slots.has(slot)) ? [{ cache, at }] : [],
  );
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
    start: (batch: Batch) => {
      read = sources.map(({ at }) => batch.columns[at] as BatchColumn);
      ({ times } = batch);
      if (combinations.renew(read)) values = [];
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

  /** Called for every batch; true where codes, and so the numbers, begin anew. */
  renew(columns: readonly BatchColumn[]): boolean {
    if (columns.every(({ epoch }, at) => epoch === this.#epochs[at])) return false;
    this.#epochs = columns.map(({ epoch }) => epoch);
    this.#pairs = columns.slice(1).map(() => new PairNumbers());
    return true;
  }

  numberOf(columns: readonly BatchColumn[], row: number): number {
    let number = codeAt(columns, 0, row);
    for (let at = 1; at < columns.length; at++) {
      number = (this.#pairs[at - 1] as PairNumbers).numberOf(number, codeAt(columns, at, row));
    }
    return number;
  }
}

function codeAt(columns: readonly BatchColumn[], at: number, row: number): number {
  return (columns[at] as BatchColumn).codes[row] as number;
}
