import { type PlanExpression, slotsOf } from "../plan/index.ts";
import type { Value } from "../values/index.ts";
import { type BatchPart, finiteNumber, type NumberArray, type Numbering } from "./batch-part.ts";
import type { ColumnCache } from "./column-cache.ts";
import { columnPart } from "./column-part.ts";
import { timePart } from "./time-part.ts";

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
  const always = (number: number): Numbering<NumberArray> => ({
    of: () => number,
    fill: ({ count }, numbers) => void numbers.fill(number, 0, count),
  });
  return {
    start: () => {},
    valueOf: () => value,
    numbers: () => always(finiteNumber(value)),
    memoize: (numberOf) => always(numberOf(value)),
  };
}
