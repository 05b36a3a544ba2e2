import { problems, type Span } from "../../diagnostics/index.ts";
import type { Alias, FieldReference } from "../ast.ts";
import { parseField } from "../parse-expression.ts";
import { printField, printString } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface JsonCommand {
  readonly kind: "json";
  readonly field: FieldReference;
  /** The dotted key of a member, such as `client.ip`. */
  readonly key: string;
  readonly alias: Alias;
  readonly span: Span;
}

/** json-field = "json" , "field" , "=" , name , string , "as" , alias (section 5.6) */
export const json: CommandSyntax<JsonCommand> = {
  name: "json",
  summary: "take a member out of a field that holds JSON",
  usage: 'json field=FIELD "DOTTED.KEY" as NAME',
  parse: (stream, start) => {
    if (!stream.isWord("field") || !stream.isPunctuation("=", 1)) stream.fail("`field=`");
    stream.take();
    stream.take();
    const field = parseField(stream);
    const key = parseKey(stream);
    if (!stream.takeWord("as")) stream.fail("`as` and a name");
    return { kind: "json", field, key, alias: parseAlias(stream), span: stream.spanFrom(start) };
  },
  print: ({ field, key, alias }) => `json field=${printField(field)} ${printString(key)}${printAliases([alias])}`,
};

function parseKey(stream: TokenStream): string {
  const token = stream.peek();
  if (token.kind !== "string") return stream.fail("the key of a member in quotes");
  if (token.value === "") return stream.refuse(problems.emptyKey(token.span));
  stream.take();
  return token.value;
}
