import type { Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printAlias, printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { type OutputMode, parseOutputMode, printColumn } from "./lookup-outputs.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface CidrlookupCommand {
  readonly kind: "cidrlookup";
  readonly table: Alias;
  /** The field with the address. */
  readonly field: FieldReference;
  /** The column with the networks. */
  readonly column?: Alias;
  readonly mode: OutputMode;
  readonly outputs: readonly LookupOutput[];
  readonly span: Span;
}

/** A column of the table, and what the new field is called: by default like the column. */
export interface LookupOutput {
  readonly column: Alias;
  readonly alias?: Alias;
}

/**
 * cidrlookup = "cidrlookup" , table , name , [ "as" , column ] , ( "OUTPUT" | "OUTPUTNEW" ) , out , { "," , out }
 * (section 5.19)
 */
export const cidrlookup: CommandSyntax<CidrlookupCommand> = {
  name: "cidrlookup",
  summary: "add columns of a table, from the row whose network holds an IP address",
  usage: "cidrlookup TABLE FIELD [as COLUMN] OUTPUT|OUTPUTNEW COLUMN [as NAME], ...",
  parse: (stream, start) => {
    const table = parseAlias(stream);
    const field = parseField(stream);
    const column = stream.takeWord("as") ? parseAlias(stream) : undefined;
    const mode = parseOutputMode(stream, `${column === undefined ? "`as`, " : ""}\`OUTPUT\` or \`OUTPUTNEW\``);
    const outputs = stream.list(() => parseOutput(stream));
    return {
      kind: "cidrlookup",
      table,
      field,
      ...(column === undefined ? {} : { column }),
      mode,
      outputs,
      span: stream.spanFrom(start),
    };
  },
  print: ({ table, field, column, mode, outputs }) => {
    const on = `${printField(field)}${printAliases(column === undefined ? [] : [column])}`;
    const columns = outputs.map((output) =>
      printColumn(output.column.name, output.alias && printAlias(output.alias.name)),
    );
    return `cidrlookup ${printAlias(table.name)} ${on} ${mode} ${columns.join(", ")}`;
  },
};

/** out = name , [ "as" , alias ] */
function parseOutput(stream: TokenStream): LookupOutput {
  const column = parseAlias(stream);
  return stream.takeWord("as") ? { column, alias: parseAlias(stream) } : { column };
}
