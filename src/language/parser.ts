import { type Diagnostic, isError, problems, type Source, span } from "../diagnostics/index.ts";
import type { Command, Query } from "./ast.ts";
import { hintFor, isUnjoined } from "./hints.ts";
import { tokenize } from "./lexer.ts";
import { isCommandWord, parseCommand } from "./parse-command.ts";
import type { Token } from "./token.ts";
import { ParseFailure, TokenStream } from "./token-stream.ts";

/** A tree, or the errors that prevent one; warnings come with either. */
export interface ParseResult {
  /** Undefined when a diagnostic is an error. */
  readonly query: Query | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The longest query text that the service takes (section 8.5). */
const LONGEST_QUERY = 10_000;

/**
 * query = command , { "|" , command } (section 4)
 *
 * A command that cannot be parsed is left at the next pipe, so that all independent problems are
 * reported together. Never throws for any text. A text that is too long is not even looked at.
 */
export function parseQuery(source: Source): ParseResult {
  const { length } = source.text;
  if (length > LONGEST_QUERY) {
    return { query: undefined, diagnostics: [problems.queryTooLong(span(LONGEST_QUERY, length), length)] };
  }
  const { tokens, diagnostics } = tokenize(source.text);
  const stream = new TokenStream(source, tokens, diagnostics, parseCommands);
  const commands = parseCommands(stream);
  const found = [...stream.diagnostics].sort((a, b) => a.span.start - b.span.start);
  if (found.some(isError)) return { query: undefined, diagnostics: found };
  return { query: { kind: "query", commands, span: span(0, length) }, diagnostics: found };
}

function parseCommands(stream: TokenStream): Command[] {
  if (stream.isAtQueryEnd) {
    if (!stream.diagnostics.some(isError)) stream.report(problems.emptyQuery(stream.peek().span));
    return [];
  }
  const commands: Command[] = [];
  if (stream.isPunctuation("|") && stream.peek(1).kind === "name")
    stream.report(problems.leadingPipe(stream.take().span));
  do {
    const before = stream.diagnostics.length;
    try {
      const command = parseCommand(stream);
      commands.push(command);
      if (!stream.isAtQueryEnd && !stream.isPunctuation("|"))
        stream.fail("`|` or the end of the query", hintBehindCommand(stream, command));
    } catch (failure) {
      if (!(failure instanceof ParseFailure)) throw failure;
      dropEchoes(stream, before);
      stream.skipToPipe();
    }
  } while (stream.takePunctuation("|"));
  return commands;
}

const WITH_LISTS: ReadonlySet<Command["kind"]> = new Set(["dedup", "display", "fields", "parse", "sort", "stats"]);

/** How to go on where a command has ended and something else than a pipe follows. */
function hintBehindCommand(stream: TokenStream, command: Command): string | undefined {
  const token = stream.peek();
  const { previous } = stream;
  const hint = hintFor(previous, token, stream.peek(1));
  if (hint !== undefined || previous === undefined) return hint;
  const word = token.kind === "name" && token.isWord ? token.text : "";
  if (word !== "" && isCommandWord(word)) return `put a \`|\` in front of \`${word}\``;
  if (/^having$/i.test(word)) return "write `filter` behind `stats`: | filter ...";
  if (token.text === ")") return "there is no `(` that this closes";
  if (/^as$/i.test(word)) return "a column has one name";
  if (!isUnjoined(previous, token)) return undefined;
  if (token.kind === "name" && isBareItem(command, previous)) {
    return word === "distinct" ? "write countDistinct(field)" : `write ${previous.text}(${token.text})`;
  }
  if (isSearch(command)) return "put a `|` between two searches";
  if (command.kind === "filter") return "`and` or `or` may be missing in front of it";
  return WITH_LISTS.has(command.kind) ? "a comma may be missing in front of it" : undefined;
}

/** Whether a token is the last item of `stats`, which has to be a call: `stats avg duration` lacks its parentheses. */
function isBareItem(command: Command, token: Token): boolean {
  if (command.kind !== "stats" || command.groups.length > 0 || token.kind !== "name" || !token.isWord) return false;
  const item = command.items.at(-1);
  return item?.expression.kind === "field" && item.expression.span.start === token.span.start;
}

/** Whether a command is a text alone, which is looked for in a field that is not written. */
function isSearch(command: Command): boolean {
  const condition = command.kind === "filter" ? command.condition : undefined;
  return condition?.kind === "like" && condition.operand.span.start === condition.operand.span.end;
}

/** A character that is no token already has its diagnostic: what the parser misses there is its echo. */
function dropEchoes(stream: TokenStream, before: number): void {
  const next = stream.peek().span.start;
  const isEcho = stream.diagnostics
    .slice(0, before)
    .some((earlier) => earlier.code !== "unexpected-symbol" && isError(earlier) && earlier.span.end <= next);
  if (isEcho && stream.diagnostics.at(-1)?.code === "unexpected-symbol") stream.diagnostics.pop();
}
