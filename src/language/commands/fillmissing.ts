import type { Span } from "../../diagnostics/index.ts";
import type { Expression, FieldReference } from "../ast.ts";
import { parseExpression, parseField } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface FillmissingCommand {
  readonly kind: "fillmissing";
  readonly fills: readonly Fill[];
  readonly span: Span;
}

/** What a field holds in the rows that are added. */
export interface Fill {
  readonly value: Expression;
  readonly field: FieldReference;
  readonly span: Span;
}

/** fillmissing = "fillmissing" , [ "with" , value , "for" , name , { "," , value , "for" , name } ] (section 5.23) */
export const fillmissing: CommandSyntax<FillmissingCommand> = {
  name: "fillmissing",
  summary: "add rows for time bins without events",
  usage: "fillmissing [with VALUE for FIELD, ...]",
  parse: (stream, start) => ({
    kind: "fillmissing",
    fills: stream.takeWord("with") ? stream.list(() => parseFill(stream)) : [],
    span: stream.spanFrom(start),
  }),
  print: ({ fills }, printer) => {
    const all = fills.map(({ value, field }) => `${printer.expression(value)} for ${printField(field)}`);
    return `fillmissing${all.length === 0 ? "" : ` with ${all.join(", ")}`}`;
  },
};

function parseFill(stream: TokenStream): Fill {
  const value = parseExpression(stream);
  if (!stream.takeWord("for")) stream.fail("`for` and a field");
  return { value, field: parseField(stream), span: stream.spanFrom(value.span.start) };
}
