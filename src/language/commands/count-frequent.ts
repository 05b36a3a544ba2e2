import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { printField } from "../print-name.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseFields } from "./options.ts";

export interface CountFrequentCommand {
  readonly kind: "countFrequent";
  readonly fields: readonly FieldReference[];
  readonly span: Span;
}

/** countFrequent = ( "countFrequent" | "count_frequent" ) , name , { "," , name } (section 5.23) */
export const countFrequent: CommandSyntax<CountFrequentCommand> = {
  name: "countFrequent",
  spellings: ["count_frequent"],
  summary: "how often each combination of values comes, most frequent first",
  usage: "countFrequent FIELD, ...",
  parse: (stream, start) => ({ kind: "countFrequent", fields: parseFields(stream), span: stream.spanFrom(start) }),
  print: ({ fields }) => `countFrequent ${fields.map(printField).join(", ")}`,
};
