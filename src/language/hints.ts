import type { Token } from "./token.ts";

export const COMMENT_HINT = "a comment begins with `#`";

/** What people of other languages write behind a value, by its text in small letters. */
const FOREIGN_OPERATORS: ReadonlyMap<string, string> = new Map([
  ["<>", "write `!=`"],
  ["=>", "write `>=`"],
  ["=<", "write `<=`"],
  ["!~", "write not like, or not (field =~ /pattern/)"],
  ["//", COMMENT_HINT],
  ["between", "write field >= low and field <= high"],
  ["contains", 'write field like "text", or strcontains(field, "text")'],
  ["endswith", 'write endsWith(field, "text")'],
  ["ilike", "write like /(?i)pattern/"],
  ["matches", "write like /pattern/"],
  ["regex", "write like /pattern/"],
  ["regexp", "write like /pattern/"],
  ["rlike", "write like /pattern/"],
  ["startswith", 'write startsWith(field, "text")'],
]);

/**
 * How to go on where a token is not expected, as far as the tokens around it tell. Written against
 * what people bring along from other languages, and against slips that real queries have.
 */
export function hintFor(previous: Token | undefined, token: Token, next: Token): string | undefined {
  const word = wordOf(token);
  if (previous === undefined) return undefined;
  if (endsValue(previous)) {
    const foreign = FOREIGN_OPERATORS.get(word);
    if (foreign !== undefined) return foreign;
    if (word === "is") return wordOf(next) === "not" ? "write ispresent(field)" : "write not ispresent(field)";
    if (word === "!") return wordOf(next) === "=" ? "write `!=` without a blank" : "write not like or not in";
    if (word === ":") return `write a name with other characters in backticks: \`${previous.text}:${next.text}\``;
    if (isAdjacentText(previous, token)) return "write a quote in a text as \\' or \\\"";
  }
  if (wordOf(previous) === "distinct") return "write countDistinct(field)";
  if ((word === "/" && previous.text === "/") || (word === "-" && wordOf(next) === "-")) return COMMENT_HINT;
  if (word === "*" && /^(?:,|fields|display)$/i.test(previous.text))
    return "name the fields; @message holds the whole event";
  if (word === "+" && !endsValue(previous) && next.kind === "number") return "write the number without a sign";
  return undefined;
}

function wordOf(token: Token): string {
  return token.kind === "punctuation" || (token.kind === "name" && token.isWord) ? token.text.toLowerCase() : "";
}

/** Whether two values stand side by side, with nothing that joins them. */
export function isUnjoined(previous: Token | undefined, token: Token): boolean {
  const isValue = /^(?:name|string|number|period|parameter)$/.test(token.kind);
  return isValue && previous !== undefined && endsValue(previous);
}

/** Whether a value can end with a token. */
function endsValue(token: Token): boolean {
  if (token.kind === "punctuation") return token.text === ")" || token.text === "]";
  return token.kind !== "end" && token.kind !== "comment";
}

/** Two texts without a blank between them: SQL writes a quote in a text as two. */
function isAdjacentText(previous: Token, token: Token): boolean {
  return previous.kind === "string" && token.kind === "string" && previous.span.end === token.span.start;
}
