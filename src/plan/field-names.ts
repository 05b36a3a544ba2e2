import { type Expression, fieldName } from "../language/index.ts";

/** The names of all fields that an expression reads. */
export function fieldNames(expression: Expression): string[] {
  switch (expression.kind) {
    case "field":
      return [fieldName(expression)];
    case "access":
      return [fieldName(expression.field)];
    case "call":
      return expression.arguments.flatMap(fieldNames);
    case "unary":
    case "like":
    case "in-query":
      return fieldNames(expression.operand);
    case "binary":
      return [...fieldNames(expression.left), ...fieldNames(expression.right)];
    case "in":
      return [expression.operand, ...expression.elements].flatMap(fieldNames);
    default:
      return [];
  }
}
