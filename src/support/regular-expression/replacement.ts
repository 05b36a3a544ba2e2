import type { RegularExpression } from "./compile.ts";

/** What takes the place of a match: texts, and numbers of groups; group 0 is the whole match. */
export type Replacement = readonly (string | number)[];

/**
 * Reads a replacement text. `\1` and `$1` stand for what a group holds, and `$0` for the whole
 * match; a backslash makes any other character literal, so that `\$` is a dollar.
 */
export function parseReplacement(text: string): Replacement {
  const parts: (string | number)[] = [];
  let literal = "";
  let from = 0;
  for (const match of text.matchAll(GROUP_OR_ESCAPE)) {
    const group = match[1];
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (group === undefined) {
      literal += match[2] ?? "";
    } else {
      parts.push(literal, Number(group));
      literal = "";
    }
  }
  return [...parts, literal + text.slice(from)].filter((part) => part !== "");
}

const GROUP_OR_ESCAPE = /[\\$](\d)|\\([\s\S])/g;

/** The text with every match replaced; a group that took no part is empty. */
export function replaceMatches(text: string, expression: RegularExpression, replacement: Replacement): string {
  let replaced = "";
  let from = 0;
  for (const { start, text: match, captures } of expression.matches(text)) {
    replaced += text.slice(from, start);
    for (const part of replacement) {
      replaced += typeof part === "string" ? part : ((part === 0 ? match : captures[part - 1]) ?? "");
    }
    from = start + match.length;
  }
  return replaced + text.slice(from);
}
