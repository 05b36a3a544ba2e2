import { type Expression, fieldName, printExpression } from "../language/index.ts";

/** The names of all fields that an expression reads; a call whose text is the name of a column is that column. */
export function fieldNames(expression: Expression, isColumn: (name: string) => boolean = () => false): string[] {
  const namesIn = (part: Expression): string[] => fieldNames(part, isColumn);
  switch (expression.kind) {
    case "field":
      return [fieldName(expression)];
    case "access":
      return [fieldName(expression.field)];
    case "call": {
      const text = printExpression(expression);
      return isColumn(text) ? [text] : expression.arguments.flatMap(namesIn);
    }
    case "call-access": {
      const text = printExpression(expression);
      return isColumn(text) ? [text] : namesIn(expression.call);
    }
    case "unary":
    case "like":
    case "in-query":
      return namesIn(expression.operand);
    case "binary":
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case "in":
      return [expression.operand, ...expression.elements].flatMap(namesIn);
    default:
      return [];
  }
}
