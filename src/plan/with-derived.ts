import type { PlanExpression } from "./plan-expression.ts";
import { slotsOf } from "./push-down.ts";

/**
 * An expression with others in the place of the slots that they fill. Written against the shape of
 * expressions, not against each kind.
 */
export function withDerived(expression: PlanExpression, derived: ReadonlyMap<number, PlanExpression>): PlanExpression {
  return slotsOf(expression).some((slot) => derived.has(slot))
    ? (replaced(expression, derived) as PlanExpression)
    : expression;
}

function replaced(node: unknown, derived: ReadonlyMap<number, PlanExpression>): unknown {
  if (Array.isArray(node)) return node.map((item) => replaced(item, derived));
  if (typeof node !== "object" || node === null) return node;
  if ("kind" in node && node.kind === "constant") return node;
  if ("kind" in node && node.kind === "slot")
    return derived.get((node as unknown as { readonly slot: number }).slot) ?? node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replaced(value, derived)]));
}
