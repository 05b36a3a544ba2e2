import type { Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface AccumCommand {
  readonly kind: "accum";
  readonly field: FieldReference;
  /** Without one, the sums take the place of the field. */
  readonly alias?: Alias;
  readonly span: Span;
}

/** accum = "accum" , name , [ "as" , alias ] (section 5.23) */
export const accum: CommandSyntax<AccumCommand> = {
  name: "accum",
  summary: "the running sum of a field",
  usage: "accum FIELD [as NAME]",
  parse: (stream, start) => {
    const field = parseField(stream);
    const alias = stream.takeWord("as") ? { alias: parseAlias(stream) } : {};
    return { kind: "accum", field, ...alias, span: stream.spanFrom(start) };
  },
  print: ({ field, alias }) => `accum ${printField(field)}${printAliases(alias === undefined ? [] : [alias])}`,
};
