import { problems, type Span } from "../../diagnostics/index.ts";
import { type Alias, type Expression, fieldName } from "../ast.ts";
import { parseExpression } from "../parse-expression.ts";
import { printAlias } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";
import type { Printer } from "./command-syntax.ts";

/** An expression and the name of its column: the alias, else the expression's text as typed. */
export interface Projection {
  readonly expression: Expression;
  readonly name: string;
  /** Where the alias stands; without one the column is named by its text. */
  readonly aliasSpan?: Span;
  readonly span: Span;
}

/** projection = expr , [ "as" , alias ] ; one or more, separated by commas */
export function parseProjections(stream: TokenStream): Projection[] {
  return stream.list(() => parseProjection(stream));
}

function parseProjection(stream: TokenStream): Projection {
  const expression = parseExpression(stream);
  const alias = stream.takeWord("as") ? parseAlias(stream) : undefined;
  const span = stream.spanFrom(expression.span.start);
  if (alias !== undefined) return { expression, name: alias.name, aliasSpan: alias.span, span };
  const name = expression.kind === "field" ? fieldName(expression) : columnText(stream.textOf(span));
  return { expression, name, span };
}

/**
 * The column name of an expression without an alias: its text as typed, with runs of blanks
 * collapsed (section 5.10) and without backticks, as no later name could hold one.
 */
export function columnText(text: string): string {
  return text.replaceAll("`", "").replace(/\s+/g, " ").trim();
}

/** A name that the command makes; one in quotes is taken for a name in backticks. */
export function parseAlias(stream: TokenStream): Alias {
  const token = stream.peek();
  const isQuoted = token.kind === "string" && !/^$|`/.test(token.value);
  if (token.kind !== "name" && !isQuoted) return stream.fail("a name");
  stream.take();
  if (token.kind === "name") return { name: fieldName(token), span: token.span };
  stream.report(problems.quotedName(token.span, token.value));
  return { name: token.value, span: token.span };
}

export function printProjections(projections: readonly Projection[], printer: Printer): string {
  return projections.map((projection) => printProjection(projection, printer)).join(", ");
}

/** The alias is written where the printed text alone would give the column another name. */
function printProjection({ expression, name, aliasSpan }: Projection, printer: Printer): string {
  const text = printer.expression(expression);
  const ownName = expression.kind === "field" ? expression.parts.join(".") : text.replaceAll("`", "");
  return ownName === name && aliasSpan === undefined ? text : `${text} as ${printAlias(name)}`;
}

/** ` as a, b`, or nothing where there are no names. */
export function printAliases(aliases: readonly Alias[]): string {
  return aliases.length === 0 ? "" : ` as ${aliases.map(({ name }) => printAlias(name)).join(", ")}`;
}
