import { type Batch, type BatchColumn, constantOf, type PlanExpression, slotsOf } from "../plan/index.ts";
import { isTimestamp, nextPeriod, type Period, timestamp, toNumber, toText, type Value } from "../values/index.ts";
import type { ColumnCache } from "./column-cache.ts";
import { compileExpression } from "./compile.ts";
import type { Row } from "./row.ts";

/** An expression over batches that is worked out once for many rows. */
export interface BatchPart {
  /** Called for every batch, before its rows are looked at. */
  readonly start: (batch: Batch) => void;
  readonly valueOf: (row: number) => Value;
  /** The finite number that the value of a row reads as, or not a number. */
  readonly numberOf: (row: number) => number;
  /** A number for the printed text of the value of a row, asked for once while the value lasts. */
  readonly memoize: (numberOf: (text: string | undefined) => number) => (row: number) => number;
}

export interface PartContext {
  readonly caches: readonly ColumnCache[];
  readonly timeSlot: number | undefined;
  /** The slot of the whole line, which is no column. */
  readonly messageSlot: number | undefined;
}

/** The part of an expression over nothing, one column, or the time; undefined for any other. */
export function createPart(expression: PlanExpression, { caches, timeSlot }: PartContext): BatchPart | undefined {
  if (expression.kind === "constant") return constantPart(expression.value);
  const slots = [...new Set(slotsOf(expression))];
  if (slots.length === 0) return undefined;
  const column = caches.findIndex(({ plan }) => slots.every((slot) => plan.slots.includes(slot)));
  if (column >= 0) return columnPart(expression, caches[column] as ColumnCache, column);
  return timeSlot !== undefined && slots.every((slot) => slot === timeSlot)
    ? timePart(expression, timeSlot)
    : undefined;
}

function constantPart(value: Value): BatchPart {
  return {
    start: () => {},
    valueOf: () => value,
    numberOf: () => finiteNumber(value),
    memoize: (numberOf) => {
      const number = numberOf(toText(value));
      return () => number;
    },
  };
}

/** Worked out once for each code of the column. */
function columnPart(expression: PlanExpression, cache: ColumnCache, columnIndex: number): BatchPart {
  const evaluate = expressionOver(expression, cache);
  let values: Value[] = [];
  let isKnown: boolean[] = [];
  let numbers: (number | undefined)[] = [];
  const numberings: { numbers: (number | undefined)[] }[] = [];
  let column: BatchColumn | undefined;
  let codes: Int32Array = new Int32Array(0);
  let epoch = -1;
  const valueOfCode = (code: number): Value => {
    if (isKnown[code] !== true) {
      values[code] = evaluate(cache.entry(column as BatchColumn, code).values);
      isKnown[code] = true;
    }
    return values[code];
  };
  return {
    start: (batch) => {
      column = batch.columns[columnIndex] as BatchColumn;
      ({ codes } = column);
      if (column.epoch === epoch) return;
      epoch = column.epoch;
      [values, isKnown, numbers] = [[], [], []];
      for (const numbering of numberings) numbering.numbers = [];
    },
    valueOf: (row) => valueOfCode(codes[row] as number),
    numberOf: (row) => {
      const code = codes[row] as number;
      let number = numbers[code];
      if (number === undefined) {
        number = finiteNumber(valueOfCode(code));
        numbers[code] = number;
      }
      return number;
    },
    memoize: (numberOf) => {
      const numbering: { numbers: (number | undefined)[] } = { numbers: [] };
      numberings.push(numbering);
      return (row) => {
        const code = codes[row] as number;
        let number = numbering.numbers[code];
        if (number === undefined) {
          number = numberOf(toText(valueOfCode(code)));
          numbering.numbers[code] = number;
        }
        return number;
      };
    },
  };
}

function finiteNumber(value: Value): number {
  const number = toNumber(value);
  return number !== undefined && Number.isFinite(number) ? number : Number.NaN;
}

/** An expression over the values of a column's slots. */
function expressionOver(expression: PlanExpression, { plan }: ColumnCache): (values: readonly Value[]) => Value {
  if (expression.kind === "slot") {
    const at = plan.slots.indexOf(expression.slot);
    return (values) => values[at];
  }
  const evaluate = compileExpression(expression);
  const row: Row = [];
  return (values) => {
    for (const [at, slot] of plan.slots.entries()) row[slot] = values[at];
    return evaluate(row);
  };
}

/** Worked out anew when the time leaves the bin of the row before; without a bin, for each row. */
function timePart(expression: PlanExpression, timeSlot: number): BatchPart {
  const compiled = compileExpression(expression);
  const period = binPeriod(expression);
  const row: Row = [];
  let times: Float64Array = new Float64Array(0);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let value: Value;
  let version = 0;
  const look = (index: number): Value => {
    const time = times[index] as number;
    if (time >= from && time < to) return value;
    row[timeSlot] = Number.isNaN(time) ? undefined : timestamp(time);
    value = compiled(row);
    version++;
    from = period !== undefined && isTimestamp(value) ? value.epochMilliseconds : Number.POSITIVE_INFINITY;
    to = period === undefined ? Number.NEGATIVE_INFINITY : nextPeriod(from, period);
    return value;
  };
  return {
    start: (batch) => {
      ({ times } = batch);
    },
    valueOf: look,
    numberOf: (index) => (expression.kind === "slot" ? (times[index] as number) : finiteNumber(look(index))),
    memoize: (numberOf) => {
      let number = 0;
      let numberedVersion = -1;
      return (index) => {
        look(index);
        if (version !== numberedVersion) {
          number = numberOf(toText(value));
          numberedVersion = version;
        }
        return number;
      };
    },
  };
}

/** The period of `bin(p)`, unless it is shifted, and `datefloor(@timestamp, p)`, whose values last as long as it. */
function binPeriod(expression: PlanExpression): Period | undefined {
  if (expression.kind !== "call" || (expression.function !== "bin" && expression.function !== "datefloor")) {
    return undefined;
  }
  const [time, length, offset] = expression.arguments;
  if (offset !== undefined) return undefined;
  // Of a time that was calculated with, the bin says nothing about the times of other events.
  if (time?.kind !== "slot" || length === undefined) return undefined;
  const period = constantOf(length);
  return typeof period === "object" && period.kind === "period" ? period : undefined;
}
