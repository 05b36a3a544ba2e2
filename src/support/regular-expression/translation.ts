import { printCharacterSet } from "./character-set.ts";
import { type Assertion, isNullable, type PatternNode, type RepetitionNode } from "./syntax-tree.ts";

/**
 * Why JavaScript's engine would not find the same matches and groups as RE2; undefined where
 * both agree on every text. They differ in two places only, both in repetitions:
 * - JavaScript gives up a repeat that matched nothing, RE2 keeps it;
 * - JavaScript forgets the groups of the repeat before, RE2 keeps what they last matched.
 */
export function findDifference(node: PatternNode): string | undefined {
  switch (node.kind) {
    case "character":
    case "assertion":
      return undefined;
    case "sequence":
      return firstDefined(node.items, findDifference);
    case "choice":
      return firstDefined(node.branches, findDifference);
    case "capturing-group":
      return findDifference(node.item);
    case "repetition":
      if (isNullable(node.item)) return "a repetition of what can match nothing";
      if (node.most > 1 && hasOptionalGroup(node.item, false)) return "a repeated group that not every repeat sets";
      return findDifference(node.item);
  }
}

function firstDefined<Item, Result>(
  items: readonly Item[],
  find: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a match of the node can leave one of its groups unset. */
function hasOptionalGroup(node: PatternNode, isOptional: boolean): boolean {
  switch (node.kind) {
    case "character":
    case "assertion":
      return false;
    case "sequence":
      return node.items.some((item) => hasOptionalGroup(item, isOptional));
    case "choice":
      return node.branches.some((branch) => hasOptionalGroup(branch, true));
    case "capturing-group":
      return isOptional || hasOptionalGroup(node.item, false);
    case "repetition":
      return hasOptionalGroup(node.item, isOptional || node.least === 0);
  }
}

/**
 * `m` cannot be used for lines: JavaScript knows more line ends than the newline. No assertion
 * may hold between the halves of a surrogate pair, where V8 looks for matches too; `\B` would,
 * if it did not ask for a whole character or the end as well.
 */
const ASSERTIONS: Record<Assertion, string> = {
  "text-start": "^",
  "text-end": "$",
  "line-start": "(?:^|(?<=\\n))",
  "line-end": "(?:$|(?=\\n))",
  "word-boundary": "\\b",
  "no-word-boundary": "\\B(?=$|[^])",
};

/** The tree as a JavaScript pattern for the `u` flag, under which texts consist of code points. */
export function printJavaScript(node: PatternNode): string {
  switch (node.kind) {
    case "character":
      return printCharacterSet(node.set);
    case "assertion":
      return ASSERTIONS[node.assertion];
    case "sequence":
      return node.items.map(printJavaScript).join("");
    case "choice":
      return `(?:${node.branches.map(printJavaScript).join("|")})`;
    case "capturing-group":
      return `(${printJavaScript(node.item)})`;
    case "repetition":
      return printRepetition(node);
  }
}

function printRepetition({ item, least, most, isLazy }: RepetitionNode): string {
  const text = printJavaScript(item);
  const repeated = item.kind === "sequence" || item.kind === "repetition" ? `(?:${text})` : text;
  const quantifier = `{${least},${most === Number.POSITIVE_INFINITY ? "" : most}}`;
  return `${repeated}${quantifier}${isLazy ? "?" : ""}`;
}
