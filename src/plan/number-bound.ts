import { type Ordering, toNumber } from "../values/index.ts";
import type { PlanExpression } from "./plan-expression.ts";

/** The order in which a number must stand to another one. */
export interface NumberBound {
  readonly operator: Ordering;
  readonly number: number;
}

const MIRRORED: Readonly<Record<Ordering, Ordering>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/**
 * The bound that a condition is for a number in a slot, so that it is decided without a value being made of it; undefined
 * where it is none.
 */
export function boundOfNumber(condition: PlanExpression, slot: number): NumberBound | undefined {
  if (condition.kind !== "ordered") return undefined;
  const { left, operator, right } = condition;
  if (left.kind === "slot" && left.slot === slot && right.kind === "constant") return boundBy(operator, right);
  if (right.kind === "slot" && right.slot === slot && left.kind === "constant")
    return boundBy(MIRRORED[operator], left);
  return undefined;
}

function boundBy(
  operator: Ordering,
  { value }: PlanExpression & { readonly kind: "constant" },
): NumberBound | undefined {
  const number = toNumber(value);
  return number === undefined ? undefined : { operator, number };
}
