import type { Span } from "../../diagnostics/index.ts";
import type { Alias, Expression } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printAlias } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseAlias } from "./projection.ts";

export interface UnnestCommand {
  readonly kind: "unnest";
  readonly source: Expression;
  readonly alias: Alias;
  readonly span: Span;
}

/** unnest = "unnest" , reference , "into" , alias (section 5.11) */
export const unnest: CommandSyntax<UnnestCommand> = {
  name: "unnest",
  summary: "one row for each element of a list, under a new name",
  usage: "unnest LIST into NAME",
  parse: (stream, start) => {
    const source = parseField(stream);
    if (!stream.takeWord("into")) stream.fail("`into` and a name for the elements");
    return { kind: "unnest", source, alias: parseAlias(stream), span: stream.spanFrom(start) };
  },
  print: ({ source, alias }, printer) => `unnest ${printer.expression(source)} into ${printAlias(alias.name)}`,
};
