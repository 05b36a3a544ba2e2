import { type PlanExpression, slotsOf, type VectorPlan, withDerived } from "../plan/index.ts";
import type { Value } from "../values/index.ts";
import { type BatchPart, finiteNumber, type NumberArray, type Numbering } from "./batch-part.ts";
import type { ColumnCache } from "./column-cache.ts";
import { columnPart } from "./column-part.ts";
import { jointPart } from "./joint-part.ts";
import { timePart } from "./time-part.ts";

export interface PartContext {
  readonly caches: readonly ColumnCache[];
  readonly timeSlot: number | undefined;
  /** The slot of the whole line, which is no column. */
  readonly messageSlot: number | undefined;
  /** What is worked out from several columns or the time, by the slot that it would fill. */
  readonly derived: VectorPlan["derived"];
}

/** The part of an expression over columns and the time, or over nothing; undefined for any other. */
export function createPart(written: PlanExpression, { caches, timeSlot, derived }: PartContext): BatchPart | undefined {
  const expression = withDerived(written, derived);
  if (expression.kind === "constant") return constantPart(expression.value);
  const slots = [...new Set(slotsOf(expression))];
  if (slots.length === 0) return undefined;
  const column = caches.findIndex(({ plan }) => slots.every((slot) => plan.slots.includes(slot)));
  if (column >= 0) return columnPart(expression, caches[column] as ColumnCache, column);
  if (timeSlot !== undefined && slots.every((slot) => slot === timeSlot)) return timePart(expression, timeSlot);
  const isOfColumn = (slot: number): boolean => caches.some(({ plan }) => plan.slots.includes(slot));
  return slots.every((slot) => slot === timeSlot || isOfColumn(slot))
    ? jointPart(expression, caches, timeSlot)
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
