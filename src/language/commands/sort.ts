import type { Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";

export interface SortCommand {
  readonly kind: "sort";
  readonly keys: readonly SortKey[];
  readonly span: Span;
}

export interface SortKey {
  readonly field: FieldReference;
  readonly direction: "asc" | "desc";
  readonly span: Span;
}

/** sort = ( "sort" | "order" ) , [ "by" ] , key , { "," , key } ; keys are names, not calls (section 4, rule 10) */
export const sort: CommandSyntax<SortCommand> = {
  name: "sort",
  spellings: ["order"],
  summary: "order the rows",
  usage: "sort [by] FIELD [asc|desc], ...",
  parse: (stream, start) => {
    if (stream.isWord("by") && stream.peek(1).kind === "name") stream.take();
    return { kind: "sort", keys: stream.list(() => parseSortKey(stream)), span: stream.spanFrom(start) };
  },
  print: ({ keys }) => `sort ${keys.map(({ field, direction }) => `${printField(field)} ${direction}`).join(", ")}`,
};

function parseSortKey(stream: TokenStream): SortKey {
  const field: FieldReference = parseField(stream);
  if (stream.isPunctuation("(")) {
    stream.fail("`asc`, `desc`, `,` or `|`", "sort takes names: give the expression an alias first, with `as`");
  }
  const isDescending = stream.takeWord("desc");
  if (!isDescending) stream.takeWord("asc");
  return { field, direction: isDescending ? "desc" : "asc", span: stream.spanFrom(field.span.start) };
}
