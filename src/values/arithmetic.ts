import { finite, toNumber } from "./coerce.ts";
import type { Value } from "./value.ts";

export type Arithmetic = "+" | "-" | "*" | "/" | "%" | "^";

/**
 * Arithmetic of the query language (section 6.2): a missing or non-numeric operand gives missing,
 * and so does division or remainder by zero; division is real; `%` takes the dividend's sign.
 */
export function calculate(left: Value, operator: Arithmetic, right: Value): number | undefined {
  const a = toNumber(left);
  const b = toNumber(right);
  return a === undefined || b === undefined ? undefined : finite(calculateNumbers(a, operator, b));
}

function calculateNumbers(a: number, operator: Arithmetic, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "^":
      return a ** b;
  }
}
