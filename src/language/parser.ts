import { type Diagnostic, isError, problems, type Source, span } from "../diagnostics/index.ts";
import type { Command, Query } from "./ast.ts";
import { tokenize } from "./lexer.ts";
import { parseCommand } from "./parse-command.ts";
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
      commands.push(parseCommand(stream));
      if (!stream.isAtQueryEnd && !stream.isPunctuation("|")) stream.fail("`|` or the end of the query");
    } catch (failure) {
      if (!(failure instanceof ParseFailure)) throw failure;
      dropEchoes(stream, before);
      stream.skipToPipe();
    }
  } while (stream.takePunctuation("|"));
  return commands;
}

/** A character that is no token already has its diagnostic: what the parser misses there is its echo. */
function dropEchoes(stream: TokenStream, before: number): void {
  const next = stream.peek().span.start;
  const isEcho = stream.diagnostics
    .slice(0, before)
    .some((earlier) => earlier.code !== "unexpected-symbol" && isError(earlier) && earlier.span.end <= next);
  if (isEcho && stream.diagnostics.at(-1)?.code === "unexpected-symbol") stream.diagnostics.pop();
}
