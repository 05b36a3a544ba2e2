import type { Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printAlias, printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type OutputMode, parseOutputMode, printColumn } from "./lookup-outputs.ts";
import { parseAlias } from "./projection.ts";

export interface LookupCommand {
  readonly kind: "lookup";
  readonly table: Alias;
  readonly matches: readonly LookupMatch[];
  readonly mode: OutputMode;
  /** Columns of the table, which give the new fields their names. */
  readonly outputs: readonly Alias[];
  readonly span: Span;
}

/** A column of the table and the field that it is compared with: by default the one of its name. */
export interface LookupMatch {
  readonly column: Alias;
  readonly field?: FieldReference;
  readonly span: Span;
}

/**
 * lookup = "lookup" , table , match , { "," , match } , ( "OUTPUT" | "OUTPUTNEW" ) , name , { "," , name }
 * (section 5.18)
 */
export const lookup: CommandSyntax<LookupCommand> = {
  name: "lookup",
  summary: "add columns of a table, from the row that matches fields",
  usage: "lookup TABLE COLUMN [as FIELD], ... OUTPUT|OUTPUTNEW COLUMN, ...",
  parse: (stream, start) => {
    const table = parseAlias(stream);
    const matches = stream.list(() => parseMatch(stream));
    const mode = parseOutputMode(stream, "`as`, `,`, `OUTPUT` or `OUTPUTNEW`");
    const outputs = stream.list(() => parseAlias(stream));
    return { kind: "lookup", table, matches, mode, outputs, span: stream.spanFrom(start) };
  },
  print: ({ table, matches, mode, outputs }) => {
    const on = matches.map(({ column, field }) => printColumn(column.name, field && printField(field))).join(", ");
    return `lookup ${printAlias(table.name)} ${on} ${mode} ${outputs.map(({ name }) => printAlias(name)).join(", ")}`;
  },
};

/** match = column , [ "as" , name ] ; table column first, log field second */
function parseMatch(stream: TokenStream): LookupMatch {
  const column = parseAlias(stream);
  if (!stream.takeWord("as")) return { column, span: column.span };
  return { column, field: parseField(stream), span: stream.spanFrom(column.span.start) };
}
