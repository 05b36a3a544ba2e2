import { problems, type Span } from "../../diagnostics/index.ts";
import { type Alias, fieldName } from "../ast.ts";
import { printAlias, printString } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseAlias } from "./projection.ts";

/** The commands of a saved query, which take its place before the query is planned. */
export interface SavedQueryCommand {
  readonly kind: "savedQuery";
  readonly name: Alias;
  readonly arguments: readonly SavedQueryArgument[];
  readonly span: Span;
}

export interface SavedQueryArgument {
  readonly name: Alias;
  readonly value: string | number;
  readonly span: Span;
}

/** saved-query = "$" , name , "(" , [ arg , { "," , arg } ] , ")" ; arg = name , "=" , ( string | number ) (section 5.27) */
export const savedQuery: CommandSyntax<SavedQueryCommand> = {
  name: "$NAME",
  summary: "run the commands of a saved query",
  usage: "$NAME(PARAMETER = VALUE, ...)",
  parse: (stream, start) => {
    const name = parseName(stream);
    if (/^$|`/.test(name.name)) stream.refuse(problems.unknownSavedQuery(name.span, name.name, NAME_HELP));
    stream.expectPunctuation("(", "a saved query is called with parentheses: $errors() or $errors(service = 'api')");
    const values = stream.isPunctuation(")") ? [] : stream.list(() => parseArgument(stream));
    stream.expectPunctuation(")");
    return { kind: "savedQuery", name, arguments: values, span: stream.spanFrom(start) };
  },
  print: ({ name, arguments: values }) => {
    const printed = values.map((it) => {
      const value = typeof it.value === "number" ? String(it.value).replace("e+", "e") : printString(it.value);
      return `${printAlias(it.name.name)} = ${value}`;
    });
    return `$${printAlias(name.name)}(${printed.join(", ")})`;
  },
};

/** It could not be written in backticks either. */
const NAME_HELP = "a name is not empty and holds no backtick";

function parseName(stream: TokenStream): Alias {
  const token = stream.peek();
  if (token.kind !== "name" && token.kind !== "string") return stream.fail("the name of a saved query");
  stream.take();
  return { name: token.kind === "string" ? token.value : fieldName(token), span: token.span };
}

function parseArgument(stream: TokenStream): SavedQueryArgument {
  const name = parseAlias(stream);
  stream.expectPunctuation("=");
  const isNegative = stream.takePunctuation("-");
  const token = stream.peek();
  if (token.kind !== "number" && (isNegative || token.kind !== "string")) return stream.fail("a text or a number");
  stream.take();
  const value = token.kind === "number" && isNegative ? -token.value : token.value;
  return { name, value, span: stream.spanFrom(name.span.start) };
}
