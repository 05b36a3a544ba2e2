import { problems, type Span } from "../../diagnostics/index.ts";
import type { FieldReference } from "../ast.ts";
import { parseField, parseReferenceOrCall } from "../parse-expression.ts";
import { printField } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { columnText } from "./projection.ts";

export interface SortCommand {
  readonly kind: "sort";
  readonly keys: readonly SortKey[];
  readonly span: Span;
}

export interface SortKey {
  readonly field: FieldReference;
  readonly direction: "asc" | "desc";
  /** Set where a call was written for the column that is named by its text. */
  readonly nameSpan?: Span;
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
  print: ({ keys }) => `sort ${keys.map(printSortKey).join(", ")}`,
};

function parseSortKey(stream: TokenStream): SortKey {
  const { start } = stream.peek().span;
  const minus = stream.isPunctuation("-") ? stream.take() : undefined;
  if (minus !== undefined) stream.report(problems.minusInSort(minus.span));
  const { field, nameSpan } = parseSortField(stream);
  const isDescending = stream.takeWord("desc") || (minus !== undefined && !stream.isWord("asc"));
  if (!isDescending) stream.takeWord("asc");
  const key: SortKey = { field, direction: isDescending ? "desc" : "asc", span: stream.spanFrom(start) };
  return nameSpan === undefined ? key : { ...key, nameSpan };
}

/** The service takes names only; people write `sort count(*)` and mean the column of that name. */
function parseSortField(stream: TokenStream): Pick<SortKey, "field" | "nameSpan"> {
  const isCall = stream.peek().kind === "name" && stream.isPunctuation("(", 1);
  if (!isCall) return { field: parseField(stream) };
  const { span } = parseReferenceOrCall(stream);
  const text = columnText(stream.textOf(span));
  stream.report(problems.callInSort(span, text));
  return { field: { kind: "field", parts: [text], span }, nameSpan: span };
}

function printSortKey({ field, direction }: SortKey): string {
  return direction === "desc" ? `${printField(field)} desc` : printField(field);
}
