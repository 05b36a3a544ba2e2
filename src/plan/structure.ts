import { type Expression, fieldName } from "../language/index.ts";
import { planExpression } from "./expression.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { PlanExpression } from "./plan.ts";

/**
 * An expression that may hold a map, a list or JSON text. Of the objects and arrays of an event only the
 * leaves are fields; where a field of the event is asked for as a whole, it is taken from the event's
 * text (section 10, row 23).
 */
export function planStructure(source: Expression, context: ExpressionContext): PlanExpression {
  const { expression } = planExpression(source, context);
  if (source.kind !== "field") return expression;
  const name = fieldName(source);
  const isOfEvent = context.scope.lookUp(name)?.origin === "event" && !name.startsWith("@");
  const message = isOfEvent ? context.scope.resolve("@message") : undefined;
  if (message === undefined) return expression;
  const whole: PlanExpression = { kind: "json-member", operand: { kind: "slot", slot: message.slot }, key: name };
  return { kind: "call", function: "coalesce", arguments: [expression, whole] };
}
