import { problems, type Span } from "../../diagnostics/index.ts";
import type { Alias, Expression } from "../ast.ts";
import { parseFieldOrCall } from "../parse-expression.ts";
import { printRegularExpression, printString } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface ParseCommand {
  readonly kind: "parse";
  /** `@message` where none is written. */
  readonly source: Expression;
  readonly pattern:
    | { readonly kind: "glob"; readonly text: string; readonly span: Span }
    | { readonly kind: "regular-expression"; readonly pattern: string; readonly span: Span };
  readonly aliases: readonly Alias[];
  readonly span: Span;
}

/** parse = "parse" , [ source ] , ( string , "as" , aliases | regex , [ "as" , aliases ] ) (section 5.5) */
export const parse: CommandSyntax<ParseCommand> = {
  name: "parse",
  summary: "cut fields out of text",
  usage: 'parse [FIELD] "glob * pattern" as NAME, ... or parse [FIELD] /regular (?<NAME>expression)/',
  parse: parseParse,
  print: ({ source, pattern, aliases }, printer) => {
    const text = pattern.kind === "glob" ? printString(pattern.text) : printRegularExpression(pattern.pattern);
    return `parse ${printer.expression(source)} ${text}${printAliases(aliases)}`;
  },
};

function parseParse(stream: TokenStream, start: number): ParseCommand {
  const first = stream.peek();
  const isOtherForm = (stream.isWord("logfmt") || stream.isWord("csv")) && stream.isWord("as", 1);
  if (isOtherForm) stream.refuse(problems.formNotBuilt(first.span, `parse ... ${first.text}`));
  const source: ParseCommand["source"] =
    first.kind === "name"
      ? parseFieldOrCall(stream)
      : { kind: "field", parts: ["@message"], span: { start: first.span.start, end: first.span.start } };
  const pattern = parsePattern(stream);
  const needsAliases = pattern.kind === "glob";
  if (needsAliases && !stream.isWord("as")) stream.fail("`as` and a name for each `*` of the pattern");
  const aliases = stream.takeWord("as") ? stream.list(() => parseAlias(stream)) : [];
  if (stream.isWord("multi")) stream.refuse(problems.formNotBuilt(stream.peek().span, "parse ... multi"));
  return { kind: "parse", source, pattern, aliases, span: stream.spanFrom(start) };
}

function parsePattern(stream: TokenStream): ParseCommand["pattern"] {
  const token = stream.peek();
  const { span } = token;
  if (token.kind === "string") {
    stream.take();
    return { kind: "glob", text: token.value, span };
  }
  if (token.kind === "regular-expression") {
    stream.take();
    return { kind: "regular-expression", pattern: token.pattern, span };
  }
  if (stream.isWord("logfmt") || stream.isWord("csv")) {
    stream.refuse(problems.formNotBuilt(span, `parse ... ${token.text}`));
  }
  return stream.fail("a pattern in quotes or a regular expression in slashes");
}
