import { ANY_CHARACTER, type CharacterSet, isDisjoint, NO_CHARACTER, union } from "./character-set.ts";
import { findPaths, type Path, totalSteps } from "./path.ts";
import type { PatternNode } from "./syntax-tree.ts";

/** A bound on the work of a backtracking search: at most `factor` times the text's length to the power of `degree`. */
export interface Cost {
  readonly degree: number;
  readonly factor: number;
}

/** Bounds the work of JavaScript's engine for a pattern; undefined where no bound is known. */
export function boundCost(tree: PatternNode): Cost | undefined {
  const paths = findPaths(tree);
  if (paths === undefined) return undefined;
  const degrees = paths.map((path) => degreeOf(withoutEnding(path)));
  return { degree: Math.max(1, ...degrees), factor: totalSteps(paths) };
}

/**
 * A path without the loops at its end. They never fail: when the search comes to them it has
 * found its match, so they are run once for a text, and only their least repeats can be missing.
 */
function withoutEnding(path: Path): Path {
  const last = path.at(-1);
  if (last?.kind !== "loop") return path;
  if (last.least === 0) return withoutEnding(path.slice(0, -1));
  const required = { kind: "character", set: last.all } as const;
  return [...path.slice(0, -1), ...Array.from({ length: last.steps }, () => required)];
}

/**
 * The degree of the work for one path, found from its end to its start. For the rest of the
 * path from each loop on, two exponents are kept: of the work when it is tried at one place of
 * the text (`once`), and of the sum when it is tried at every place (`everywhere`).
 *
 * A loop runs from one place to a later one, its run, and then gives back repeat by repeat.
 * - It is *decided* if what follows cannot begin with what a repeat begins with: then what
 *   follows fails at its first character for all ends of the loop but the last.
 *   Otherwise it is tried at each place of the run.
 * - It is *guarded* if what stands before it cannot be one of its own characters: then runs
 *   from different places never overlap, and all of them together are no longer than the text.
 *   Otherwise each place of the text may have a run that is as long as the rest of the text.
 */
function degreeOf(path: Path): number {
  let once = 0;
  let everywhere = 1;
  for (let index = path.length - 1; index >= 0; index--) {
    const step = path[index];
    if (step?.kind !== "loop") continue;
    const isDecided = isDisjoint(charactersAfter(path, index), step.first);
    const isGuarded = isDisjoint(charactersBefore(path, index), step.all);
    once = Math.max(1, isDecided ? once : everywhere);
    everywhere = isGuarded ? Math.max(1, everywhere) : 1 + once;
  }
  return isAnchored(path) ? once : everywhere;
}

/** Whether a search fails at once anywhere but at the start of the text. */
function isAnchored(path: Path): boolean {
  return path.find((step) => step.kind !== "other-assertion")?.kind === "text-start";
}

/** What can follow a step: the characters that the rest of the path can begin with. */
function charactersAfter(path: Path, index: number): CharacterSet {
  let characters = NO_CHARACTER;
  for (const step of path.slice(index + 1)) {
    if (step.kind === "character") return union(characters, step.set);
    if (step.kind !== "loop") continue;
    characters = union(characters, step.first);
    if (step.least > 0) return characters;
  }
  return ANY_CHARACTER;
}

/** What can stand before a step: nothing at the start of the text, any character where a search begins. */
function charactersBefore(path: Path, index: number): CharacterSet {
  let characters = NO_CHARACTER;
  for (const step of path.slice(0, index).reverse()) {
    if (step.kind === "text-start") return characters;
    if (step.kind === "character") return union(characters, step.set);
    if (step.kind === "other-assertion") continue;
    characters = union(characters, step.all);
    if (step.least > 0) return characters;
  }
  return ANY_CHARACTER;
}
