import type { FieldRequest, RowStep } from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";

/**
 * Moves conditions that read nothing but fields of the event to the scan, so that an event that
 * fails one costs no more. Sound because no step drops, adds or overwrites what they read.
 */
export function pushDownFilters(
  steps: readonly RowStep[],
  requests: readonly FieldRequest[],
): { filters: readonly PlanExpression[]; steps: readonly RowStep[] } {
  const scanned = new Set(requests.map(({ slot }) => slot));
  const filters: PlanExpression[] = [];
  const rest: RowStep[] = [];
  for (const step of steps) {
    if (step.kind !== "filter") {
      rest.push(step);
      continue;
    }
    for (const condition of conjuncts(step.condition)) {
      if (slotsOf(condition).every((slot) => scanned.has(slot))) filters.push(condition);
      else rest.push({ kind: "filter", condition });
    }
  }
  return { filters, steps: rest };
}

function conjuncts(condition: PlanExpression): PlanExpression[] {
  return condition.kind === "and" ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];
}

/** The slots that an expression reads. */
export function slotsOf(expression: PlanExpression): readonly number[] {
  switch (expression.kind) {
    case "slot":
      return [expression.slot];
    case "constant":
    case "period":
      return [];
    case "call":
      return expression.arguments.flatMap(slotsOf);
    case "access":
    case "not":
    case "json-member":
    case "contains":
    case "matches":
    case "in-subplan":
      return slotsOf(expression.operand);
    case "in":
      return [expression.operand, ...expression.elements].flatMap(slotsOf);
    default:
      return [...slotsOf(expression.left), ...slotsOf(expression.right)];
  }
}
