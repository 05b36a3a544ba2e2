import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface DedupCommand {
  readonly kind: "dedup";
  readonly fields: readonly FieldReference[];
  readonly span: Span;
}

/** dedup = "dedup" , name , { "," , name } (section 5.9) */
export const dedup: CommandSyntax<DedupCommand> = {
  name: "dedup",
  summary: "keep the first event for each combination of values",
  usage: "dedup FIELD, ...",
  parse: (stream, start) => ({
    kind: "dedup",
    fields: stream.list(() => parseField(stream)),
    span: stream.spanFrom(start),
  }),
  print: ({ fields }) => `dedup ${fields.map(printField).join(", ")}`,
};
