import { Cursor } from "./cursor.ts";
import { parseRegex } from "./regex.ts";

interface Term {
  readonly mark: "" | "-" | "?";
  readonly isIn: (message: string) => boolean;
}

/**
 * Reads terms: all of them must be in a message, those behind `-` must not. Of terms behind `?` one is
 * enough, and where other terms are present they count for nothing (section 2).
 */
export function parseTextPattern(text: string): (message: string) => boolean {
  const terms = parseTerms(new Cursor(text));
  const strict = terms.filter(({ mark }) => mark !== "?");
  if (strict.length === 0) return (message) => terms.some(({ isIn }) => isIn(message));
  return (message) => strict.every(({ mark, isIn }) => isIn(message) === (mark === ""));
}

function parseTerms(cursor: Cursor): readonly Term[] {
  const terms: Term[] = [];
  cursor.skipBlanks();
  while (!cursor.isAtEnd) {
    const mark = cursor.take("-") ? "-" : cursor.take("?") ? "?" : "";
    if (mark === "-") cursor.skipBlanks(); // as older editions of the guide write it
    terms.push({ mark, isIn: parseTerm(cursor) });
    const end = cursor.at;
    cursor.skipBlanks();
    if (cursor.at === end && !cursor.isAtEnd) {
      cursor.fail("a term with other characters than letters, digits and _ stands in quotes");
    }
  }
  return terms;
}

function parseTerm(cursor: Cursor): (message: string) => boolean {
  if (cursor.take("%")) return parseRegex(cursor);
  const term = cursor.take('"') ? cursor.takePhrase() : cursor.takePattern(/[A-Za-z0-9_]+/y);
  if (term === undefined) cursor.fail("a term with other characters than letters, digits and _ stands in quotes");
  return (message) => message.includes(term);
}
