import type { Span } from "../../diagnostics/index.ts";
import type { NumberLiteral, ParameterReference } from "../ast.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface LimitCommand {
  readonly kind: "limit";
  /** `limit any n`: any n rows will do. */
  readonly isAny: boolean;
  readonly count: NumberLiteral | ParameterReference;
  readonly span: Span;
}

/** limit = "limit" , [ "any" ] , integer (section 5.8) */
export const limit: CommandSyntax<LimitCommand> = {
  name: "limit",
  summary: "cap the number of rows",
  usage: "limit [any] COUNT",
  parse: (stream, start) => ({
    kind: "limit",
    isAny: stream.takeWord("any"),
    count: parseRowCount(stream),
    span: stream.spanFrom(start),
  }),
  print: ({ isAny, count }, printer) => `limit ${isAny ? "any " : ""}${printer.expression(count)}`,
};

/** A number of rows, or a parameter that stands for one; the planner knows the bounds. */
function parseRowCount(stream: TokenStream): LimitCommand["count"] {
  const token = stream.peek();
  const { span } = token;
  if (token.kind === "parameter") {
    stream.take();
    return { kind: "parameter", name: token.name, span };
  }
  if (token.kind !== "number") return stream.fail("a number of rows");
  stream.take();
  return { kind: "number", value: token.value, span };
}
