import { type PlanExpression, slotsOf, withDerived } from "../../plan/index.ts";
import type { Value } from "../../values/index.ts";
import { type BatchPart, finiteNumber, type NumberArray, type Numbering } from "./batch-part.ts";
import type { ColumnCache } from "./column-cache.ts";
import { columnPart } from "./column-part.ts";
import { jointPart } from "./joint-part.ts";
import type { PartContext } from "./part-context.ts";
import { timePart } from "./time-part.ts";

/** The part of an expression over columns, the time and what inputs have, or over nothing; undefined for any other. */
export function createPart(written: PlanExpression, context: PartContext): BatchPart | undefined {
  const { caches, timeSlot, inputFields, derived } = context;
  const expression = withDerived(written, derived);
  if (expression.kind === "constant") return constantPart(expression.value);
  const slots = [...new Set(slotsOf(expression))];
  if (slots.length === 0) return undefined;
  const column = caches.findIndex(({ plan }) => slots.every((slot) => plan.slots.includes(slot)));
  if (column >= 0) return columnPart(expression, caches[column] as ColumnCache, column);
  if (timeSlot !== undefined && slots.every((slot) => slot === timeSlot)) return timePart(expression, timeSlot);
  const known = new Set([
    timeSlot,
    ...inputFields.map(({ slot }) => slot),
    ...caches.flatMap(({ plan }) => plan.slots),
  ]);
  return slots.every((slot) => known.has(slot)) ? jointPart(expression, context) : undefined;
}

function constantPart(value: Value): BatchPart {
  const always = (number: number): Numbering<NumberArray> => ({
    constant: number,
    of: () => number,
    fill: ({ count }, numbers) => void numbers.fill(number, 0, count),
  });
  return {
    start: () => {},
    valueOf: () => value,
    numbers: () => always(finiteNumber(value)),
    memoize: (numberOf) => always(numberOf(value)),
    numbersIn: (dictionary) => always(dictionary.numberOf(value)),
  };
}
