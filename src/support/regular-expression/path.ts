import { type CharacterSet, isDisjoint, NO_CHARACTER, union } from "./character-set.ts";
import type { PatternNode, RepetitionNode } from "./syntax-tree.ts";

/**
 * One way through a pattern, with its choices made and its small counts written out. All
 * that is left open is how often each loop repeats: between two loops a path has one length.
 */
export type Path = readonly Step[];

export type Step =
  | { readonly kind: "character"; readonly set: CharacterSet }
  | { readonly kind: "text-start" }
  | { readonly kind: "other-assertion" }
  | Loop;

/** An unbounded repetition that reads a given text in one way only: each repeat is told by its first character. */
export interface Loop {
  readonly kind: "loop";
  readonly least: number;
  /** What a repeat can begin with. */
  readonly first: CharacterSet;
  /** What a repeat can contain. */
  readonly all: CharacterSet;
  /** The steps of the repeats that are required, at least of one, all ways together. */
  readonly steps: number;
}

/** Most steps that all paths of a pattern may have together. */
const MOST_STEPS = 1024;
/** A count that leaves more than this open, like `{0,100}`, is judged as if it had no bound. */
const WIDEST_COUNT = 8;

/** All paths of a pattern; undefined for too many, and for loops that can read a text in several ways. */
export function findPaths(node: PatternNode): readonly Path[] | undefined {
  switch (node.kind) {
    case "character":
      return [[{ kind: "character", set: node.set }]];
    case "assertion":
      return [[{ kind: node.assertion === "text-start" ? "text-start" : "other-assertion" }]];
    case "sequence":
      return node.items.reduce<readonly Path[] | undefined>((paths, item) => join(paths, findPaths(item)), [[]]);
    case "choice":
      return node.branches.reduce<readonly Path[] | undefined>((paths, branch) => either(paths, findPaths(branch)), []);
    case "capturing-group":
      return findPaths(node.item);
    case "repetition":
      return node.most - node.least > WIDEST_COUNT ? findLoop(node) : writeOut(node);
  }
}

function join(heads: readonly Path[] | undefined, tails: readonly Path[] | undefined): readonly Path[] | undefined {
  if (heads === undefined || tails === undefined) return undefined;
  // Checked before the paths are built: there may be exponentially many.
  if (totalSteps(heads) * tails.length + totalSteps(tails) * heads.length > MOST_STEPS) return undefined;
  return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
}

function either(left: readonly Path[] | undefined, right: readonly Path[] | undefined): readonly Path[] | undefined {
  if (left === undefined || right === undefined) return undefined;
  return totalSteps(left) + totalSteps(right) > MOST_STEPS ? undefined : [...left, ...right];
}

/** The steps of all paths, an empty path counted as one. */
export function totalSteps(paths: readonly Path[]): number {
  return paths.reduce((sum, path) => sum + Math.max(1, stepsOf(path)), 0);
}

function stepsOf(path: Path): number {
  return path.reduce((sum, step) => sum + (step.kind === "loop" ? step.steps : 1), 0);
}

function writeOut({ item, least, most }: RepetitionNode): readonly Path[] | undefined {
  let paths: readonly Path[] | undefined = [];
  let repeated: readonly Path[] | undefined = [[]];
  const once = findPaths(item);
  for (let count = 0; count <= most; count++) {
    if (count >= least) paths = either(paths, repeated);
    repeated = join(repeated, once);
    if (paths === undefined) return undefined;
  }
  return paths;
}

function findLoop({ item, least }: RepetitionNode): readonly Path[] | undefined {
  const bodies = findPaths(item);
  if (bodies === undefined || bodies.some((body) => body.some((step) => step.kind === "loop"))) return undefined;
  const firsts = bodies.map(firstCharacters);
  const isTold = firsts.every((set, index) => set.length > 0 && isDisjoint(set, union(...firsts.slice(0, index))));
  if (!isTold) return undefined;
  const all = bodies.flatMap((body) => body.map((step) => (step.kind === "character" ? step.set : NO_CHARACTER)));
  const steps = totalSteps(bodies) * Math.max(1, least);
  return [[{ kind: "loop", least, first: union(...firsts), all: union(...all), steps }]];
}

/** What a repeat begins with; nothing for a repeat that can be empty. */
function firstCharacters(body: Path): CharacterSet {
  for (const step of body) if (step.kind === "character") return step.set;
  return NO_CHARACTER;
}
