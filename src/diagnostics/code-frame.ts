import { displayWidth } from "../support/display-width.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { locate, type Source } from "./source.ts";

/** How a frame is coloured; the identity where colour is off. */
export interface FrameColors {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly help: (text: string) => string;
}

export const plainColors: FrameColors = {
  error: (text) => text,
  warning: (text) => text,
  dim: (text) => text,
  help: (text) => text,
};

/** A line longer than this is shown in part, around the place in question. */
const LONGEST_LINE = 100;

/**
 * Draws one diagnostic, in this order: severity with code and message, place, the source line
 * with carets below the span and a label, help.
 */
export function codeFrame(source: Source, diagnostic: Diagnostic, colors: FrameColors = plainColors): string {
  const { line, position } = locate(source.text, diagnostic.span.start);
  const paint = diagnostic.severity === "error" ? colors.error : colors.warning;
  const margin = " ".repeat(String(line).length);
  const { before, marked, after } = excerpt(source.text, diagnostic);
  const carets = "^".repeat(Math.max(1, displayWidth(marked)));
  const label = diagnostic.label === undefined ? "" : ` ${diagnostic.label}`;
  const lines = [
    `${paint(`${diagnostic.severity}[${diagnostic.code}]`)}: ${visibleText(diagnostic.message)}`,
    `${margin}${colors.dim("-->")} ${visibleText(source.name)}:${line}:${position}`,
    `${margin} ${colors.dim("|")}`,
    `${line} ${colors.dim("|")} ${before}${marked}${after}`.trimEnd(),
    `${margin} ${colors.dim("|")} ${" ".repeat(displayWidth(before))}${paint(carets + visibleText(label))}`,
  ];
  if (diagnostic.help !== undefined) lines.push(`${margin} ${colors.help("= help:")} ${visibleText(diagnostic.help)}`);
  return `${lines.join("\n")}\n`;
}

/** The source line in three visible parts; a span over several lines is cut at the first one's end. */
function excerpt(text: string, { span }: Diagnostic): { before: string; marked: string; after: string } {
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const newline = text.slice(span.start).search(/\r?\n/);
  const lineEnd = newline < 0 ? text.length : span.start + newline;
  const end = Math.min(span.end, lineEnd);
  const before = visibleText(text.slice(lineStart, span.start));
  const marked = visibleText(text.slice(span.start, end));
  const after = visibleText(text.slice(end, lineEnd));
  if (before.length + marked.length + after.length <= LONGEST_LINE) return { before, marked, after };
  return {
    before: before.length > 50 ? `…${lastCharacters(before, 50)}` : before,
    marked: marked.length > 60 ? `${firstCharacters(marked, 60)}…` : marked,
    after: after.length > 30 ? `${firstCharacters(after, 30)}…` : after,
  };
}

/** Whole characters: a cut between the halves of a surrogate pair would leave what nothing can draw. */
function firstCharacters(text: string, count: number): string {
  return [...text.slice(0, count * 2)].slice(0, count).join("");
}

function lastCharacters(text: string, count: number): string {
  return [...text.slice(-count * 2)].slice(-count).join("");
}
