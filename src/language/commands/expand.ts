import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface ExpandCommand {
  readonly kind: "expand";
  readonly field: FieldReference;
  readonly span: Span;
}

/** expand = "expand" , name (section 5.12) */
export const expand: CommandSyntax<ExpandCommand> = {
  name: "expand",
  summary: "one row for each element of an array, in the place of the array",
  usage: "expand FIELD",
  parse: (stream, start) => ({ kind: "expand", field: parseField(stream), span: stream.spanFrom(start) }),
  print: ({ field }) => `expand ${printField(field)}`,
};
