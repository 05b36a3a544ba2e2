import { didYouMean, problems } from "../diagnostics/index.ts";
import type { Command } from "./ast.ts";
import { commandSpellings, findCommand } from "./commands/index.ts";
import { savedQuery } from "./commands/saved-query.ts";
import { search } from "./commands/search.ts";
import { COMMENT_HINT } from "./hints.ts";
import type { TokenStream } from "./token-stream.ts";

/** Parses one command, from its name to the pipe or the end. */
export function parseCommand(stream: TokenStream): Command {
  const token = stream.peek();
  if (token.kind === "string" || token.kind === "regular-expression") {
    return search.parse(stream, token.span.start, "");
  }
  if (stream.takePunctuation("$")) return savedQuery.parse(stream, token.span.start, "$");
  if (token.kind !== "name" || !token.isWord) return stream.fail("a command", startHelp(stream));
  const entry = findCommand(token.text);
  if (entry === undefined) return refuseUnknown(stream, token.text);
  stream.take();
  return entry.parse(stream, token.span.start, token.text);
}

/** For a pipe at an end of the query, for two in a row (section 1.2), and for a comment of SQL. */
function startHelp(stream: TokenStream): string | undefined {
  if (stream.isPunctuation("-") && stream.isPunctuation("-", 1)) return COMMENT_HINT;
  if (stream.isPunctuation("|")) return "remove this `|`, or write a command before it";
  return stream.isAtQueryEnd ? "remove the last `|`, or write a command behind it" : undefined;
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
  ["unmask", "unmask is a function: fields unmask(@message)"],
]);

/** Whether a word begins a command. */
export function isCommandWord(word: string): boolean {
  return findCommand(word) !== undefined;
}

function refuseUnknown(stream: TokenStream, word: string): never {
  const { span } = stream.peek();
  const help = FOREIGN.get(word.toLowerCase()) ?? didYouMean(word, commandSpellings());
  stream.refuse(problems.unknownCommand(span, word, help));
}
