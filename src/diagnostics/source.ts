/** A piece of query text and where it came from. */
export interface Source {
  /** Shown in frames: a path, or `query` for text from the command line. */
  readonly name: string;
  readonly text: string;
}

/** What to do with a query file in another encoding. */
export const CONVERSION_TO_UTF8 = "convert it first: iconv -f ISO-8859-1 -t UTF-8";

/** A range of the source text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** The smallest span that holds both. */
export function cover(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

/** A place for people: line and position both count from one. */
export interface Location {
  readonly line: number;
  readonly position: number;
}

export function locate(text: string, offset: number): Location {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, position: offset - lineStart + 1 };
}
