import { problems, type Span } from "../../diagnostics/index.ts";
import type { Alias, Expression } from "../ast.ts";
import { parseReferenceOrCall } from "../parse-expression.ts";
import { printRegularExpression, printString } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { CommandSyntax } from "./command-syntax.ts";
import { parseAlias, printAliases } from "./projection.ts";

export interface ParseCommand {
  readonly kind: "parse";
  /** `@message` where none is written. */
  readonly source: Expression;
  readonly pattern: ParsePattern;
  readonly aliases: readonly Alias[];
  readonly span: Span;
}

export type ParsePattern =
  | { readonly kind: "glob"; readonly text: string; readonly span: Span }
  | {
      readonly kind: "regular-expression";
      readonly pattern: string;
      /** `multi`: one row for each match. */
      readonly isMulti: boolean;
      readonly span: Span;
    }
  /** `key=value` pairs, as one map. */
  | { readonly kind: "logfmt"; readonly span: Span }
  | { readonly kind: "csv"; readonly span: Span };

/** parse = "parse" , [ source ] , ( glob | regex , [ "as" , aliases ] , [ "multi" ] | logfmt | csv ) (section 5.5) */
export const parse: CommandSyntax<ParseCommand> = {
  name: "parse",
  summary: "cut fields out of text",
  usage: [
    'parse [FIELD] "glob * pattern" as NAME, ...',
    "parse [FIELD] /regular (?<NAME>expression)/ [multi]",
    "parse [FIELD] logfmt as NAME",
    "parse [FIELD] csv as NAME, ...",
  ].join(" or "),
  parse: (stream, start) => {
    const source = parseSource(stream);
    const pattern = parsePattern(stream);
    const needsAliases = pattern.kind !== "regular-expression";
    if (needsAliases && !stream.isWord("as")) stream.fail(EXPECTED_ALIASES[pattern.kind]);
    const aliases = stream.takeWord("as") ? stream.list(() => parseAlias(stream)) : [];
    const [, second] = aliases;
    if (pattern.kind === "logfmt" && second !== undefined) stream.refuse(problems.oneMap(second.span));
    return { kind: "parse", source, pattern: withMulti(pattern, stream), aliases, span: stream.spanFrom(start) };
  },
  print: ({ source, pattern, aliases }, printer) => {
    const multi = pattern.kind === "regular-expression" && pattern.isMulti ? " multi" : "";
    return `parse ${printer.expression(source)} ${printPattern(pattern)}${printAliases(aliases)}${multi}`;
  },
};

const EXPECTED_ALIASES = {
  glob: "`as` and a name for each `*` of the pattern",
  logfmt: "`as` and a name for the map",
  csv: "`as` and a name for each value",
} as const;

/** Words for formats are names of fields as well: they are formats in front of `as`. */
function isFormat(stream: TokenStream): boolean {
  return (stream.isWord("logfmt") || stream.isWord("csv")) && stream.isWord("as", 1);
}

/** source = name | function-call, `@message` by default */
function parseSource(stream: TokenStream): Expression {
  const { kind, span } = stream.peek();
  if (kind === "name" && !isFormat(stream)) return parseReferenceOrCall(stream);
  return { kind: "field", parts: ["@message"], span: { start: span.start, end: span.start } };
}

function parsePattern(stream: TokenStream): ParsePattern {
  const token = stream.peek();
  const { span } = token;
  if (stream.isWord("xml")) return stream.refuse(problems.xmlNotSupported(span));
  if (isFormat(stream)) return { kind: stream.take().text.toLowerCase() === "csv" ? "csv" : "logfmt", span };
  if (token.kind !== "string" && token.kind !== "regular-expression") {
    return stream.fail("a glob in quotes, a regular expression in slashes, `logfmt as` or `csv as`");
  }
  stream.take();
  return token.kind === "string"
    ? { kind: "glob", text: token.value, span }
    : { kind: "regular-expression", pattern: token.pattern, isMulti: false, span };
}

function withMulti(pattern: ParsePattern, stream: TokenStream): ParsePattern {
  if (pattern.kind !== "regular-expression" || !stream.takeWord("multi")) return pattern;
  return { ...pattern, isMulti: true };
}

function printPattern(pattern: ParsePattern): string {
  switch (pattern.kind) {
    case "glob":
      return printString(pattern.text);
    case "regular-expression":
      return printRegularExpression(pattern.pattern);
    default:
      return pattern.kind;
  }
}
