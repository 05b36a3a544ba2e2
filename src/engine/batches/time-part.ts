import { constantOf, type PlanExpression, type RowList } from "../../plan/index.ts";
import { isTimestamp, nextPeriod, type Period, periodMilliseconds, timestamp, type Value } from "../../values/index.ts";
import { compileExpression } from "../compile.ts";
import type { Row } from "../row.ts";
import { type BatchPart, finiteNumber, type NumberArray, type Numbering } from "./batch-part.ts";

/** An expression over the time, worked out anew when that leaves the bin of the row before; without a bin, for each row. */
export function timePart(expression: PlanExpression, timeSlot: number): BatchPart {
  const compiled = compileExpression(expression);
  const bin = binOf(expression);
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
    from = Number.POSITIVE_INFINITY;
    if (bin !== undefined && isTimestamp(value)) {
      from = value.epochMilliseconds;
      to = nextPeriod(from - bin.shift, bin.period) + bin.shift;
    }
    return value;
  };
  const memoize = (numberOf: (value: Value) => number): Numbering<NumberArray> => {
    let number = 0;
    let numberedVersion = -1;
    const of = (index: number): number => {
      look(index);
      if (version !== numberedVersion) {
        number = numberOf(value);
        numberedVersion = version;
      }
      return number;
    };
    return {
      of,
      fill: (list, numbers) => {
        for (let at = 0; at < list.count; ) {
          const found = of(list.rows[at] as number);
          numbers[at++] = found;
          at = fillWithin(list, at, times, from, to, found, numbers);
        }
      },
    };
  };
  return {
    start: (batch) => {
      ({ times } = batch);
    },
    valueOf: look,
    numbers: () => {
      if (expression.kind !== "slot") return memoize(finiteNumber);
      return {
        of: (index) => times[index] as number,
        fill: ({ rows, count }, numbers) => {
          for (let at = 0; at < count; at++) numbers[at] = times[rows[at] as number] as number;
        },
      };
    },
    memoize,
    numbersIn: (dictionary) => memoize((value) => dictionary.numberOf(value)),
  };
}

/** Gives rows the same number as long as their times lie within bounds; gives the place behind them. */
function fillWithin(
  { rows, count }: RowList,
  first: number,
  times: Float64Array,
  from: number,
  to: number,
  number: number,
  numbers: NumberArray,
): number {
  let at = first;
  for (; at < count; at++) {
    const time = times[rows[at] as number] as number;
    if (!(time >= from && time < to)) break;
    numbers[at] = number;
  }
  return at;
}

/** The period of `bin(p)` and `datefloor(@timestamp, p)`, whose values last as long as it, and how far bins are shifted, in milliseconds. */
function binOf(expression: PlanExpression): { readonly period: Period; readonly shift: number } | undefined {
  if (expression.kind !== "call" || (expression.function !== "bin" && expression.function !== "datefloor")) {
    return undefined;
  }
  const [time, length, offset] = expression.arguments;
  // Of a time that was calculated with, the bin says nothing about the times of other events.
  if (time?.kind !== "slot" || length === undefined) return undefined;
  const period = periodOf(length);
  const shift = offset && periodOf(offset);
  return period && { period, shift: (shift && periodMilliseconds(shift)) ?? 0 };
}

function periodOf(expression: PlanExpression): Period | undefined {
  const value = constantOf(expression);
  return typeof value === "object" && value.kind === "period" ? value : undefined;
}
