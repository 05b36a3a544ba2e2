import { parsePattern } from "./parser.ts";
import { literalOf } from "./required-text.ts";
import type { PatternNode } from "./syntax-tree.ts";

/** A pattern that looks for one plain text, anywhere or at an end of the searched text. */
export interface LiteralForm {
  readonly text: string;
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
}

/**
 * The plain text that finds what a pattern finds, where there is one: `\[ERROR\]`, `.*timeout.*` and
 * `^GET` have one, `(?i)error` and `a|b` none.
 */
export function literalForm(pattern: string): LiteralForm | undefined {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed || parsed.inexactness !== undefined) return undefined;
  const items = flattened(parsed.tree);
  const isAtStart = isAssertion(items.at(0), "text-start");
  const isAtEnd = isAssertion(items.at(-1), "text-end");
  if (isAtStart) items.shift();
  else while (isAnything(items.at(0))) items.shift();
  if (isAtEnd) items.pop();
  else while (isAnything(items.at(-1))) items.pop();
  const letters = items.map(literalOf);
  if (letters.length === 0 || letters.includes(undefined)) return undefined;
  return { text: letters.join(""), isAtStart, isAtEnd };
}

/** The items of a sequence; groups make no difference where only the match counts. */
function flattened(node: PatternNode): PatternNode[] {
  if (node.kind === "capturing-group") return flattened(node.item);
  return node.kind === "sequence" ? node.items.flatMap(flattened) : [node];
}

function isAssertion(node: PatternNode | undefined, assertion: "text-start" | "text-end"): boolean {
  return node?.kind === "assertion" && node.assertion === assertion;
}

/** `.*`, which may match nothing at all. */
function isAnything(node: PatternNode | undefined): boolean {
  return node?.kind === "repetition" && node.least === 0 && node.item.kind === "character";
}
