import type { Source } from "../../diagnostics/index.ts";
import type { Query } from "../ast.ts";
import { tokenize } from "../lexer.ts";
import { printQuery } from "../printer.ts";
import type { Token } from "../token.ts";
import { layOut } from "./layout.ts";
import { commentText, placeComments } from "./place-comments.ts";

/**
 * Writes a query in its canonical layout: each command begins a line and is written as the printer writes
 * it, long ones are broken where they are joined, and comments stay where they are. A blank line in front
 * of a comment or a command is kept, more than one become one. The tree of the text is that of the query,
 * and formatting it again changes nothing.
 *
 * `query` is what `source` parses to.
 */
export function formatQuery(source: Source, query: Query): string {
  const { text } = source;
  const tokens = tokenize(text).tokens.filter(({ kind }) => kind !== "end");
  const out: string[] = [];
  let written = 0;
  /** Comments whose place inside of a command is not certain: they follow it. */
  let displaced: readonly string[] = [];
  const writeComments = (comments: readonly Token[]): void => {
    out.push(...displaced);
    displaced = [];
    for (const comment of comments) {
      if (out.length > 0 && hasBlankLine(text, written, comment.span.start)) out.push("");
      out.push(commentText(comment));
      written = comment.span.end;
    }
  };
  for (const [index, command] of query.commands.entries()) {
    const { start, end } = command.span;
    writeComments(tokens.filter(({ span }) => span.start >= written && span.start < start).filter(isComment));
    if (out.length > 0 && hasBlankLine(text, written, start)) out.push("");
    const trailing = trailingComment(tokens, end, text);
    const inside = tokens.filter(({ span }) => span.start >= start && span.end <= (trailing?.span.end ?? end));
    const printed = printQuery({ ...query, commands: [command] });
    const printedTokens = tokenize(printed).tokens.filter(({ kind }) => kind !== "end");
    const comments = placeComments(inside, printedTokens, text);
    const lines = layOut(printed, printedTokens, comments);
    const last = comments.last === undefined ? "" : ` ${comments.last}`;
    out.push(`${index === 0 ? "" : "| "}${lines.join("\n")}${last}`);
    displaced = comments.others;
    written = trailing?.span.end ?? end;
  }
  writeComments(tokens.filter(({ span }) => span.start >= written).filter(isComment));
  return `${out.join("\n")}\n`;
}

function isComment({ kind }: Token): boolean {
  return kind === "comment";
}

/** A comment behind a command, on the line on which the command ends. */
function trailingComment(tokens: readonly Token[], end: number, text: string): Token | undefined {
  const next = tokens.find(({ span }) => span.start >= end);
  const isTrailing = next?.kind === "comment" && !text.slice(end, next.span.start).includes("\n");
  return isTrailing ? next : undefined;
}

function hasBlankLine(text: string, from: number, to: number): boolean {
  return text
    .slice(from, to)
    .split("|")
    .some((part) => /\n[ \t\r]*\n/.test(part));
}
