import { problems, type Span } from "../../diagnostics/index.ts";
import type { Expression, FieldReference } from "../ast.ts";
import { parseComparison, parseField } from "../parse-expression.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface FilterIndexCommand {
  readonly kind: "filterIndex";
  readonly field: FieldReference;
  /** The whole condition: the field equals a literal, or one of several. */
  readonly condition: Expression;
  readonly span: Span;
}

/** filterIndex = "filterIndex" , name , ( "=" , value | "in" , "[" , value , { "," , value } , "]" ) (section 5.4) */
export const filterIndex: CommandSyntax<FilterIndexCommand> = {
  name: "filterIndex",
  summary: "keep the events that match, by the index of a field",
  usage: "filterIndex FIELD = VALUE or filterIndex FIELD in [VALUE, ...]",
  parse: (stream, start) => {
    const { condition, field } = parseIndexCondition(stream);
    return { kind: "filterIndex", field, condition, span: stream.spanFrom(start) };
  },
  print: ({ condition }, printer) => `filterIndex ${printer.expression(condition)}`,
};

function parseIndexCondition(stream: TokenStream): Pick<FilterIndexCommand, "field" | "condition"> {
  if (!isEqualityAhead(stream)) {
    parseField(stream);
    return stream.fail("`=` or `in`", "an index is looked up by whole values; use `filter` for other conditions");
  }
  const condition = parseComparison(stream);
  const isIn = condition.kind === "in";
  if (!isIn && condition.kind !== "binary") return stream.fail("a value");
  const [field, ...values] = isIn ? [condition.operand, ...condition.elements] : [condition.left, condition.right];
  if (field?.kind !== "field") return stream.fail("a field name");
  const other = values.find((value) => !isLiteral(value));
  if (other !== undefined) stream.refuse(problems.literalExpected(other.span));
  return { field, condition };
}

function isEqualityAhead(stream: TokenStream): boolean {
  return stream.isPunctuation("=", 1) || stream.isPunctuation("==", 1) || stream.isWord("in", 1);
}

function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case "string":
    case "number":
    case "parameter":
      return true;
    case "unary":
      return expression.operator === "-" && expression.operand.kind === "number";
    default:
      return false;
  }
}
