import type { Span } from "../../diagnostics/index.ts";
import type { Expression } from "../ast.ts";
import { parseExpression } from "../parse-expression.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface FilterCommand {
  readonly kind: "filter";
  readonly spelling: "filter" | "where";
  readonly condition: Expression;
  readonly span: Span;
}

/** filter = ( "filter" | "where" ) , condition (section 5.3) */
export const filter: CommandSyntax<FilterCommand> = {
  name: "filter",
  spellings: ["where"],
  summary: "keep the events that match",
  usage: "filter CONDITION",
  parse: (stream, start, word) => ({
    kind: "filter",
    spelling: word.toLowerCase() === "where" ? "where" : "filter",
    condition: parseExpression(stream),
    span: stream.spanFrom(start),
  }),
  print: ({ spelling, condition }, printer) => `${spelling} ${printer.expression(condition)}`,
};
