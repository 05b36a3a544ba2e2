import { problems, type Span } from "../../diagnostics/index.ts";
import type { CallAccessExpression, CallExpression, Expression, Reference } from "../ast.ts";
import { parseExpression } from "../parse-expression.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface PatternCommand {
  readonly kind: "pattern";
  /** The text: a field, or what functions make of one. */
  readonly source: Reference | CallExpression | CallAccessExpression;
  readonly span: Span;
}

/** pattern = "pattern" , ( "@message" | name | string-function-call ) (section 5.13) */
export const pattern: CommandSyntax<PatternCommand> = {
  name: "pattern",
  summary: "group texts that are alike but for their variable parts",
  usage: "pattern FIELD",
  parse: (stream, start) => {
    const source = parseExpression(stream);
    if (!isText(source)) return stream.refuse(problems.patternSource(source.span));
    return { kind: "pattern", source, span: stream.spanFrom(start) };
  },
  print: ({ source }, printer) => `pattern ${printer.expression(source)}`,
};

function isText(source: Expression): source is PatternCommand["source"] {
  return ["field", "access", "call", "call-access"].includes(source.kind);
}
