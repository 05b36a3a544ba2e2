import type { Expression } from "../language/index.ts";
import { planExpression } from "./expression.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { orWhole } from "./whole-field.ts";

/** An expression that may hold a map, a list or JSON text, or be an object or array of the event. */
export function planStructure(source: Expression, context: ExpressionContext): PlanExpression {
  return orWhole(source, planExpression(source, context).expression, context);
}
