import type { Constant } from "../functions/index.ts";
import type { Value } from "../values/index.ts";
import type { PlanExpression } from "./plan-expression.ts";

/** Bare `true` and `false` are 1 and 0 unless a field of that name exists (section 3). */
export const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

export function constant(value: Value): PlanExpression {
  return { kind: "constant", value };
}

/** What a planned argument is known to be before the query runs; undefined if it is not. */
export function constantOf(expression: PlanExpression): Constant {
  if (expression.kind === "constant") return expression.value;
  return expression.kind === "period" ? expression.period : undefined;
}

/** Functions take a period from their constants; among the values its place is empty. */
export function withoutPeriod(constant: Constant): Value {
  return typeof constant === "object" && constant.kind === "period" ? undefined : constant;
}
