import { findFunction } from "../functions/index.ts";
import { access, calculate } from "../values/index.ts";
import { constant, constantOf, withoutPeriod } from "./constants.ts";
import type { PlanExpression } from "./plan-expression.ts";

/**
 * Computes what does not depend on the event: `1024 * 1024`, `-5`, `toupper("a")`. Parts are
 * folded before the whole, as they are planned, so one level is enough.
 */
export function fold(expression: PlanExpression): PlanExpression {
  switch (expression.kind) {
    case "arithmetic": {
      const { left, operator, right } = expression;
      if (left.kind !== "constant" || right.kind !== "constant") return expression;
      return constant(calculate(left.value, operator, right.value));
    }
    case "access": {
      const { operand, path } = expression;
      return operand.kind === "constant" ? constant(access(operand.value, path)) : expression;
    }
    case "call": {
      if (!expression.arguments.every(({ kind }) => kind === "constant" || kind === "period")) return expression;
      const entry = findFunction(expression.function);
      if (entry?.kind !== "scalar") return expression;
      const constants = expression.arguments.map(constantOf);
      return constant(entry.bind(constants)(constants.map(withoutPeriod)));
    }
    default:
      return expression;
  }
}
