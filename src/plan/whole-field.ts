import { type Expression, fieldName } from "../language/index.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { PlanExpression } from "./plan-expression.ts";

/**
 * What a field holds, as `expression` reads it, or else the whole object or array of the event that has
 * its name. Of those only the leaves are fields: a whole one is taken from the event's text (section
 * 10, row 23).
 */
export function orWhole(source: Expression, expression: PlanExpression, { scope }: ExpressionContext): PlanExpression {
  if (source.kind !== "field") return expression;
  const name = fieldName(source);
  const isOfEvent = scope.lookUp(name)?.origin === "event" && !name.startsWith("@");
  const message = isOfEvent ? scope.resolve("@message") : undefined;
  if (message === undefined) return expression;
  const whole: PlanExpression = { kind: "json-member", operand: { kind: "slot", slot: message.slot }, key: name };
  return { kind: "call", function: "coalesce", arguments: [expression, whole] };
}
