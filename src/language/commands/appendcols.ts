import type { Span } from "../../diagnostics/index.ts";
import type { Query } from "../ast.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type NumberValue, parseNumberValue } from "./number-value.ts";
import { parseBoolean, parseOptions, printOptions } from "./options.ts";

export interface AppendcolsCommand {
  readonly kind: "appendcols";
  /** Whether its columns take the place of others of their name. */
  readonly override?: boolean;
  /** How many rows of the query are used at most. */
  readonly max?: NumberValue;
  readonly query: Query;
  readonly span: Span;
}

/** appendcols = "appendcols" , [ "override" , "=" , bool ] , [ "max" , "=" , integer ] , "(" , query , ")" (section 5.22) */
export const appendcols: CommandSyntax<AppendcolsCommand> = {
  name: "appendcols",
  summary: "put the columns of another query beside the rows, by row number",
  usage: "appendcols [override=true|false] [max=COUNT] (QUERY)",
  parse: (stream, start) => {
    let query: Query | undefined;
    const options = parseOptions(
      stream,
      "appendcols",
      { override: parseBoolean, max: (it) => parseNumberValue(it, "a number of rows") },
      () => {
        if (query !== undefined) stream.fail("`|`");
        if (!stream.isPunctuation("(")) stream.fail(EXPECTED);
        query = stream.subquery();
      },
    );
    if (query === undefined) return stream.fail(EXPECTED);
    return { kind: "appendcols", ...options, query, span: stream.spanFrom(start) };
  },
  print: ({ override, max, query }, printer) => {
    const options = printOptions({ override, max: max && printer.expression(max) });
    return `appendcols${options} ${printer.subquery(query)}`;
  },
};

const EXPECTED = "a query in parentheses";
