import { boundOfNumber, type NumberBound } from "./number-bound.ts";
import type { Plan, RowStep } from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { slotsOf } from "./push-down.ts";
import { requiredInText } from "./required-text.ts";
import { isExpansion } from "./row-expansion.ts";
import { type FillingStep, filledBy, readBy } from "./step-slots.ts";
import { withDerived } from "./with-derived.ts";

/**
 * Which parts of a shard depend on one column alone, and which on several, on the time or on what all events of an
 * input share. The first are worked out once for each different value of the column, the others once for each
 * combination of values or each row; what reads anything else runs row by row.
 */
export interface VectorPlan {
  readonly columns: readonly ColumnPlan[];
  /** Expressions over several columns, the time or what inputs have, by the slots that they fill, in which none of them stands. */
  readonly derived: ReadonlyMap<number, PlanExpression>;
  /** Conditions over several columns or over system fields. */
  readonly filters: readonly PlanExpression[];
  /** Sets of texts: a line that lacks all texts of a set fails one of the conditions on `@message`. */
  readonly requiredInLine: readonly (readonly string[])[];
  /** Steps over several columns or over system fields, in their order. */
  readonly steps: readonly RowStep[];
}

export interface ColumnPlan {
  readonly name: string;
  /** The slot that the scan fills. */
  readonly slot: number;
  /** That slot, and those which the steps fill. */
  readonly slots: readonly number[];
  readonly steps: readonly FillingStep[];
  readonly filters: readonly PlanExpression[];
  /** Sets of texts: a text that lacks all of a set fails one of the filters. */
  readonly requiredTexts: readonly (readonly string[])[];
  /** What some of the filters are for the column's own value where that is a number. */
  readonly bounds: readonly NumberBound[];
}

/** Finds the columns of a plan's shard part; every member field of the events is one. */
export function vectorize(plan: Plan): VectorPlan {
  const columns = new Map<number, MutableColumn>();
  const columnOf = new Map<number, MutableColumn>();
  for (const { name, slot } of plan.scan.fields) {
    if (isSystemField(name)) continue;
    const column: MutableColumn = { name, slot, slots: [slot], steps: [], filters: [], requiredTexts: [], bounds: [] };
    columns.set(slot, column);
    columnOf.set(slot, column);
  }
  const onlyColumn = (...expressions: readonly PlanExpression[]): MutableColumn | undefined => {
    const [first, ...rest] = new Set(expressions.flatMap(slotsOf).map((slot) => columnOf.get(slot)));
    return rest.length === 0 ? first : undefined;
  };
  const filters: PlanExpression[] = [];
  const addFilter = (condition: PlanExpression): void => {
    const column = onlyColumn(condition);
    (column?.filters ?? filters).push(condition);
    // A step may have put something else into the slot.
    if (column?.steps.length !== 0) return;
    const required = requiredInText(condition, column.slot);
    if (required !== undefined) column.requiredTexts.push(required);
    const bound = boundOfNumber(condition, column.slot);
    if (bound !== undefined) column.bounds.push(bound);
  };
  const steps: RowStep[] = [];
  const derived = new Map<number, PlanExpression>();
  const given = new Set(plan.scan.fields.filter(({ name }) => isWithoutLine(name)).map(({ slot }) => slot));
  const isWithoutRow = (expression: PlanExpression): boolean =>
    slotsOf(expression).every((slot) => given.has(slot) || columnOf.has(slot) || derived.has(slot));
  for (const condition of plan.scan.filters) addFilter(condition);
  for (const step of plan.shard.steps) {
    if (step.kind === "filter") {
      if (onlyColumn(step.condition) !== undefined || isWithoutRow(step.condition)) addFilter(step.condition);
      else steps.push(step);
      continue;
    }
    const column = isExpansion(step) ? undefined : onlyColumn(...readBy(step));
    if (isExpansion(step) || column === undefined) {
      if (step.kind === "assign" && isWithoutRow(step.expression)) {
        derived.set(step.slot, withDerived(step.expression, derived));
      } else steps.push(step);
      continue;
    }
    column.steps.push(step);
    for (const slot of filledBy(step)) {
      column.slots.push(slot);
      columnOf.set(slot, column);
    }
  }
  // The scan fills columns in this order and stops at the first that turns a line away.
  const filtered = [...columns.values()].sort((a, b) => Math.sign(b.filters.length) - Math.sign(a.filters.length));
  return { columns: filtered, derived, filters, requiredInLine: requiredOf(filters, plan), steps };
}

function requiredOf(filters: readonly PlanExpression[], { scan }: Plan): (readonly string[])[] {
  const slot = scan.fields.find(({ name }) => name === "@message")?.slot;
  if (slot === undefined) return [];
  return filters.map((condition) => requiredInText(condition, slot)).filter((texts) => texts !== undefined);
}

/** Whether a field is made by the reader and not found in the event; `@@x` is a member named `@x`. */
export function isSystemField(name: string): boolean {
  return name.startsWith("@") && !name.startsWith("@@");
}

/** Whether a field is the same for all events of an input, such as `@logStream`. */
export function isOfInput(name: string): boolean {
  return isSystemField(name) && !["@timestamp", "@message", "@ptr"].includes(name);
}

/** Whether a system field is known without a look at the line. */
export function isWithoutLine(name: string): boolean {
  return name === "@timestamp" || isOfInput(name);
}

interface MutableColumn extends ColumnPlan {
  readonly slots: number[];
  readonly steps: FillingStep[];
  readonly filters: PlanExpression[];
  readonly requiredTexts: (readonly string[])[];
  readonly bounds: NumberBound[];
}
