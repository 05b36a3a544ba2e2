import { type Span, span } from "../diagnostics/index.ts";

/** How much longer the flags of `/x/i` make a pattern than what is written: it is `(?i)x`. */
const FLAGS_AROUND = "(?)".length;

/**
 * Where in the query a part of a pattern stands. Told from the lengths: between the slashes stands the pattern as it
 * is, but for the backslash before each slash in it, and for flags, which stand behind the last one.
 */
export function placeInPattern(
  { pattern, span: whole }: { readonly pattern: string; readonly span: Span },
  offset: number,
  length: number,
): Span {
  const writtenLength = whole.end - whole.start;
  const lengthAdded = "//".length + writtenPart(pattern, pattern.length) - writtenLength;
  const hasFlagsBehind = lengthAdded === FLAGS_AROUND && pattern.startsWith("(?");
  if (lengthAdded !== 0 && !hasFlagsBehind) return whole; // a tree that nobody wrote
  const flagsEnd = hasFlagsBehind ? pattern.indexOf(")") + 1 : 0;
  if (offset < flagsEnd) return whole;
  const placeOf = (at: number): number => whole.start + 1 + writtenPart(pattern, at) - flagsEnd;
  return span(placeOf(offset), placeOf(offset + length));
}

/** How long the first so many characters of a pattern are between slashes. */
function writtenPart(pattern: string, length: number): number {
  return length + (pattern.slice(0, length).split("/").length - 1);
}
