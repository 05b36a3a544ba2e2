import type { Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { printAlias, printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseBoolean, parseListedField, parseOptions, printOptions } from "./options.ts";
import { parseAlias } from "./projection.ts";

export interface AddtotalsCommand {
  readonly kind: "addtotals";
  readonly fieldname?: Alias;
  readonly row?: boolean;
  readonly col?: boolean;
  /** None: all numeric columns. */
  readonly fields: readonly FieldReference[];
  readonly span: Span;
}

/**
 * addtotals = "addtotals" , [ "fieldname" , "=" , name ] , [ "row" , "=" , bool ] , [ "col" , "=" , bool ] ,
 *             [ name , { "," , name } ] (section 5.23)
 */
export const addtotals: CommandSyntax<AddtotalsCommand> = {
  name: "addtotals",
  summary: "sums of rows, in a column, and of columns, in a last row",
  usage: "addtotals [fieldname=NAME] [row=BOOLEAN] [col=BOOLEAN] [FIELD, ...]",
  parse: (stream, start) => {
    const fields: FieldReference[] = [];
    const parsers = { fieldname: parseAlias, row: parseBoolean, col: parseBoolean };
    const options = parseOptions(stream, "addtotals", parsers, () => {
      fields.push(parseListedField(stream));
    });
    return { kind: "addtotals", ...options, fields, span: stream.spanFrom(start) };
  },
  print: ({ fieldname, row, col, fields }) => {
    const name = fieldname === undefined ? undefined : printAlias(fieldname.name);
    const list = fields.length === 0 ? "" : ` ${fields.map(printField).join(", ")}`;
    return `addtotals${printOptions({ fieldname: name, row, col })}${list}`;
  },
};
