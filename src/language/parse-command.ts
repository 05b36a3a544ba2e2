import { didYouMean, problems } from "../diagnostics/index.ts";
import type { Alias, Command, FieldReference, LimitCommand, ParseCommand, Projection, SortKey } from "./ast.ts";
import { fieldName } from "./ast.ts";
import { commandSpellings, findCommand } from "./commands.ts";
import { parseExpression, parseField, parseReferenceOrCall } from "./parse-expression.ts";
import type { TokenStream } from "./token-stream.ts";

/** Parses one command, from its name to the pipe or the end. */
export function parseCommand(stream: TokenStream): Command {
  const token = stream.peek();
  if (token.kind === "string" || token.kind === "regular-expression") {
    stream.refuse(problems.formNotBuilt(token.span, "a text as a command", "write filter @message like ..."));
  }
  if (token.kind !== "name" || !token.isWord) return stream.fail("a command", pipeHelp(stream));
  const entry = findCommand(token.text);
  if (entry === undefined) return refuseUnknown(stream, token.text);
  if (entry.usage === undefined) stream.refuse(problems.commandNotBuilt(token.span, entry.name));
  stream.take();
  const start = token.span.start;
  switch (entry.name) {
    case "fields":
      return { kind: "fields", projections: parseProjections(stream), span: stream.spanFrom(start) };
    case "display":
      return { kind: "display", projections: parseProjections(stream), span: stream.spanFrom(start) };
    case "filter":
      return parseFilter(stream, start, token.text.toLowerCase() === "where" ? "where" : "filter");
    case "parse":
      return parseParse(stream, start);
    case "sort":
      return parseSort(stream, start);
    case "limit":
      return parseLimit(stream, start);
    case "dedup":
      return { kind: "dedup", fields: stream.list(() => parseField(stream)), span: stream.spanFrom(start) };
    default:
      return parseStats(stream, start);
  }
}

/** For a pipe at an end of the query, and for two in a row (section 1.2). */
function pipeHelp(stream: TokenStream): string | undefined {
  if (stream.isPunctuation("|")) return "remove this `|`, or write a command before it";
  return stream.peek().kind === "end" ? "remove the last `|`, or write a command behind it" : undefined;
}

/** What users of other languages call the commands. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ["select", "`fields` chooses columns"],
  ["group", "write stats ... by ..."],
  ["from", "name files or log groups on the command line"],
  ["having", "write `filter` after `stats`"],
  ["top", "write sort ... desc | limit ..."],
  ["take", "the command is `limit`"],
  ["project", "the command is `fields` or `display`"],
  ["extend", "the command is `fields`"],
  ["eval", "the command is `fields`"],
  ["summarize", "the command is `stats`"],
]);

function refuseUnknown(stream: TokenStream, word: string): never {
  const help = FOREIGN.get(word.toLowerCase()) ?? didYouMean(word, commandSpellings());
  stream.refuse(problems.unknownCommand(stream.peek().span, word, help));
}

/** projection = expr , [ "as" , alias ] */
function parseProjections(stream: TokenStream): Projection[] {
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
function columnText(text: string): string {
  return text.replaceAll("`", "").replace(/\s+/g, " ").trim();
}

function parseAlias(stream: TokenStream): Alias {
  const token = stream.peek();
  if (token.kind !== "name") {
    return stream.fail("a name", token.kind === "string" ? "names are written bare or in backticks" : undefined);
  }
  stream.take();
  return { name: fieldName(token), span: token.span };
}

/** filter = ( "filter" | "where" ) , condition */
function parseFilter(stream: TokenStream, start: number, spelling: "filter" | "where"): Command {
  const condition = parseExpression(stream);
  return { kind: "filter", spelling, condition, span: stream.spanFrom(start) };
}

/** parse = "parse" , [ source ] , ( string , "as" , aliases | regex , [ "as" , aliases ] ) (section 5.5) */
function parseParse(stream: TokenStream, start: number): ParseCommand {
  const first = stream.peek();
  const isOtherForm = (stream.isWord("logfmt") || stream.isWord("csv")) && stream.isWord("as", 1);
  if (isOtherForm) stream.refuse(problems.formNotBuilt(first.span, `parse ... ${first.text}`));
  const source: ParseCommand["source"] =
    first.kind === "name"
      ? parseReferenceOrCall(stream)
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

/** sort = ( "sort" | "order" ) , [ "by" ] , key , { "," , key } ; keys are names, not calls (section 4, rule 10) */
function parseSort(stream: TokenStream, start: number): Command {
  if (stream.isWord("by") && stream.peek(1).kind === "name") stream.take();
  return { kind: "sort", keys: stream.list(() => parseSortKey(stream)), span: stream.spanFrom(start) };
}

function parseSortKey(stream: TokenStream): SortKey {
  const field: FieldReference = parseField(stream);
  if (stream.isPunctuation("(")) {
    stream.fail("`asc`, `desc`, `,` or `|`", "sort takes names: give the expression an alias first, with `as`");
  }
  const isDescending = stream.takeWord("desc");
  if (!isDescending) stream.takeWord("asc");
  return { field, direction: isDescending ? "desc" : "asc", span: stream.spanFrom(field.span.start) };
}

/** limit = "limit" , [ "any" ] , integer (section 5.8) */
function parseLimit(stream: TokenStream, start: number): LimitCommand {
  const isAny = stream.takeWord("any");
  const token = stream.peek();
  const { span } = token;
  if (token.kind === "parameter") {
    stream.take();
    return { kind: "limit", isAny, count: { kind: "parameter", name: token.name, span }, span: stream.spanFrom(start) };
  }
  if (token.kind !== "number") return stream.fail("a number of rows");
  stream.take();
  return { kind: "limit", isAny, count: { kind: "number", value: token.value, span }, span: stream.spanFrom(start) };
}

/** stats = "stats" , item , { "," , item } , [ "by" , group , { "," , group } ] (section 5.10) */
function parseStats(stream: TokenStream, start: number): Command {
  const items = parseProjections(stream);
  const groups = stream.takeWord("by") ? parseProjections(stream) : [];
  if (stream.isWord("offset")) stream.refuse(problems.formNotBuilt(stream.peek().span, "stats ... offset"));
  return { kind: "stats", items, groups, span: stream.spanFrom(start) };
}
