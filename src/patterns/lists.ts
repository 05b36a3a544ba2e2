import type { MaskedLine } from "./masked-line.ts";
import { codeOf, kindOf } from "./token-kind.ts";

const LIST = String.fromCharCode(codeOf("Token"));

/** Between the elements of a list. */
const BETWEEN = /^["']?(?:, ?|; ?|\|)["']?$/;
const OPENING = /\[ ?["']?$/;
const CLOSING = /^["']? ?\]/;
const EMPTY = /\[ ?\]/;
const BEHIND_KEY = /^["']?\s?[:=]/;

/**
 * Makes one token of each list: three elements or more, or what stands in square brackets, or two parts
 * that are masked. An empty pair of square brackets is a list of no elements.
 */
export function collapseLists({ separators, tokens }: MaskedLine): MaskedLine {
  const madeSeparators: string[] = [];
  const madeTokens: string[] = [];
  let separator = separators[0] ?? "";
  for (let first = 0; first < tokens.length; ) {
    const last = lastElement({ separators, tokens }, first);
    const behind = separators[last + 1] as string;
    separator = withoutEmptyLists(separator, madeSeparators, madeTokens);
    const isInBrackets = separator.includes("[") && OPENING.test(separator) && CLOSING.test(behind);
    const isList = isInBrackets ? isQuotedOrSeveral(separator, last - first) : isListOf(tokens.slice(first, last + 1));
    if (isList) {
      madeSeparators.push(separator.replace(/["']$/, ""));
      madeTokens.push(LIST);
      separator = behind.replace(/^["']/, "");
      first = last + 1;
    } else {
      madeSeparators.push(separator);
      madeTokens.push(tokens[first] as string);
      separator = separators[first + 1] as string;
      first++;
    }
  }
  separator = withoutEmptyLists(separator, madeSeparators, madeTokens);
  return { separators: [...madeSeparators, separator], tokens: madeTokens };
}

/** The last token of a list with the same separator between all elements; a key is no element. */
function lastElement({ separators, tokens }: MaskedLine, first: number): number {
  const between = separators[first + 1] as string;
  // A blank, which most separators are, is told without a regular expression.
  if (between === " " || !BETWEEN.test(between)) return first;
  let last = first;
  while (last + 1 < tokens.length && separators[last + 1] === between) last++;
  return last > first && BEHIND_KEY.test(separators[last + 1] as string) ? last - 1 : last;
}

/** A single element without quotes, such as a level or the name of a thread, is no list. */
function isQuotedOrSeveral(before: string, more: number): boolean {
  return more > 0 || /["']$/.test(before);
}

function isListOf(elements: readonly string[]): boolean {
  return elements.length >= 3 || (elements.length === 2 && elements.every((element) => kindOf(element) !== undefined));
}

/** Takes pairs of brackets out of a separator; what is left stands behind the last of them. */
function withoutEmptyLists(separator: string, separators: string[], tokens: string[]): string {
  if (!separator.includes("[")) return separator;
  let rest = separator;
  for (let at = rest.search(EMPTY); at >= 0; at = rest.search(EMPTY)) {
    separators.push(rest.slice(0, at + 1));
    tokens.push(LIST);
    rest = rest.slice(rest.indexOf("]", at));
  }
  return rest;
}
