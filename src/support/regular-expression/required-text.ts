import { parsePattern } from "./parser.ts";
import type { PatternNode } from "./syntax-tree.ts";

/**
 * Texts of which every match of a pattern contains at least one; undefined where none is known.
 * `failed.*login` gives `failed`, `timeout|deadlock` gives both.
 */
export function requiredTexts(pattern: string): readonly string[] | undefined {
  const parsed = parsePattern(pattern);
  return "problem" in parsed ? undefined : requiredOf(parsed.tree);
}

function requiredOf(node: PatternNode): readonly string[] | undefined {
  switch (node.kind) {
    case "character":
      return requiredOfRun([node]);
    case "sequence":
      return requiredOfSequence(node.items);
    case "choice": {
      const branches = node.branches.map(requiredOf);
      return branches.every((branch) => branch !== undefined) ? branches.flat() : undefined;
    }
    case "capturing-group":
      return requiredOf(node.item);
    case "repetition":
      return node.least > 0 ? requiredOf(node.item) : undefined;
    case "assertion":
      return undefined;
  }
}

/** The best of what single items and runs of literal characters require. */
function requiredOfSequence(items: readonly PatternNode[]): readonly string[] | undefined {
  const found: (readonly string[] | undefined)[] = [];
  let run: PatternNode[] = [];
  for (const item of items) {
    if (literalOf(item) !== undefined) {
      run.push(item);
      continue;
    }
    found.push(requiredOfRun(run), requiredOf(item));
    run = [];
  }
  found.push(requiredOfRun(run));
  return found.reduce((best, texts) => (selectivity(texts) > selectivity(best) ? texts : best), undefined);
}

function requiredOfRun(run: readonly PatternNode[]): readonly string[] | undefined {
  const text = run.map((node) => literalOf(node) ?? "").join("");
  return text === "" ? undefined : [text];
}

/** The one character that a node stands for. */
export function literalOf(node: PatternNode): string | undefined {
  if (node.kind !== "character" || node.set.length !== 1) return undefined;
  const [range] = node.set;
  return range !== undefined && range[0] === range[1] ? String.fromCodePoint(range[0]) : undefined;
}

/** Longer texts are rarer; more of them are found more often. */
function selectivity(texts: readonly string[] | undefined): number {
  return texts === undefined ? 0 : Math.min(...texts.map((text) => text.length)) / texts.length;
}
