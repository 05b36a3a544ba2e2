import type { PatternNode, RepetitionNode } from "../../../src/support/regular-expression/syntax-tree.ts";

/**
 * Counts the steps of a plain backtracking search, one for each item tried at a place of the
 * text; stops counting past `most`. It stands in for JavaScript's engine, whose steps cannot be seen.
 */
export function countSteps(tree: PatternNode, text: string, most: number): number {
  let steps = 0;
  type Continue = (at: number) => boolean;

  /** Ends the search with success where it has gone on for too long. */
  function match(node: PatternNode, at: number, then: Continue): boolean {
    if (++steps > most) return true;
    switch (node.kind) {
      case "character": {
        const codePoint = text.codePointAt(at) ?? -1;
        return node.set.some(([first, last]) => first <= codePoint && codePoint <= last) && then(at + 1);
      }
      case "assertion":
        return (node.assertion === "text-start" ? at === 0 : at === text.length) && then(at);
      case "sequence":
        return node.items.reduceRight<Continue>((next, item) => (place) => match(item, place, next), then)(at);
      case "choice":
        return node.branches.some((branch) => match(branch, at, then));
      case "capturing-group":
        return match(node.item, at, then);
      case "repetition":
        return repeat(node, 0, at, then);
    }
  }

  function repeat(node: RepetitionNode, count: number, at: number, then: Continue): boolean {
    const more = (): boolean =>
      count < node.most && match(node.item, at, (place) => repeat(node, count + 1, place, then));
    const done = (): boolean => count >= node.least && then(at);
    return node.isLazy ? done() || more() : more() || done();
  }

  for (let at = 0; at <= text.length; at++) if (match(tree, at, () => true)) break;
  return steps;
}
