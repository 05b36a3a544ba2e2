import type { Expression } from "../../language/index.ts";
import { isEqual, toNumber } from "../../values/index.ts";

/** A text or a number as it is written in a query. */
export type Literal = string | number;

export function literalValue(expression: Expression): Literal | undefined {
  switch (expression.kind) {
    case "string":
    case "number":
      return expression.value;
    case "unary": {
      const isMinus = expression.operator === "-" && expression.operand.kind === "number";
      return isMinus ? -(expression.operand as { readonly value: number }).value : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether some value equals both: `5`, `"5"` and `"5.0"` are one number, `1` and `"true"` one boolean. */
export function canBothEqual(a: Literal, b: Literal): boolean {
  if (a === b || isEqual(a, b)) return true;
  const number = asNumber(a);
  return number !== undefined && number === asNumber(b);
}

function asNumber(literal: Literal): number | undefined {
  if (literal === "true") return 1;
  if (literal === "false") return 0;
  return toNumber(literal);
}

/** As it is written in a message. */
export function literalText(literal: Literal): string {
  return typeof literal === "string" ? JSON.stringify(literal) : String(literal);
}
