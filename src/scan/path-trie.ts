/** A place in a JSON document where wanted members are looked for. */
export interface PathNode {
  readonly key: string;
  readonly keyBytes: Uint8Array;
  readonly children: readonly PathNode[];
  /** The target that a leaf at this place fills, or -1. */
  readonly target: number;
  /** All targets at and below this place: a second member of the same name empties them first. */
  readonly targets: readonly number[];
}

/**
 * The tree of the members that lead to wanted paths, and for each path the targets that may hold
 * its value, best first. A dotted path can be nested in several ways: `a.b` is the member `b` of
 * `a`, or else a member named `a.b` (section 2.3).
 */
export function buildPathTrie(paths: readonly string[]): {
  root: PathNode;
  candidates: readonly (readonly number[])[];
} {
  const root = new Branch("");
  let count = 0;
  const candidates = paths.map((path) =>
    spellings(path.split(".")).map((keys) => {
      const leaf = keys.reduce((branch, key) => branch.child(key), root);
      if (leaf.target < 0) leaf.target = count++;
      return leaf.target;
    }),
  );
  return { root: root.freeze(), candidates };
}

class Branch {
  readonly #key: string;
  readonly #children = new Map<string, Branch>();
  target = -1;

  constructor(key: string) {
    this.#key = key;
  }

  child(key: string): Branch {
    let child = this.#children.get(key);
    if (child === undefined) {
      child = new Branch(key);
      this.#children.set(key, child);
    }
    return child;
  }

  freeze(): PathNode {
    const children = [...this.#children.values()].map((child) => child.freeze());
    const own = this.target < 0 ? [] : [this.target];
    return {
      key: this.#key,
      keyBytes: Buffer.from(this.#key),
      children,
      target: this.target,
      targets: [...own, ...children.flatMap(({ targets }) => targets)],
    };
  }
}

/** A path of more parts than this is looked for fully nested or as one literal name only. */
const MOST_PARTS = 5;

/** All ways to join neighbouring parts into member names; more nesting comes first. */
function spellings(parts: readonly string[]): string[][] {
  if (parts.length > MOST_PARTS) return [[...parts], [parts.join(".")]];
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return [[first]];
  const tails = spellings(rest);
  const nested = tails.map((tail) => [first, ...tail]);
  const joined = tails.map(([head = "", ...tail]) => [`${first}.${head}`, ...tail]);
  return [...nested, ...joined].sort((a, b) => b.length - a.length);
}
