import type { CharacterSet } from "./character-set.ts";

/**
 * A pattern as a tree. Flags are gone: they are worked into the sets, assertions and
 * repetitions that they act on. Literal text is a sequence of one-character sets.
 */
export type PatternNode =
  | CharacterNode
  | AssertionNode
  | SequenceNode
  | ChoiceNode
  | CapturingGroupNode
  | RepetitionNode;

/** One code point of the text, any of a set. */
export interface CharacterNode {
  readonly kind: "character";
  readonly set: CharacterSet;
}

export interface AssertionNode {
  readonly kind: "assertion";
  readonly assertion: Assertion;
}

export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "word-boundary" | "no-word-boundary";

/** Items one after the other; without items it matches the empty text. */
export interface SequenceNode {
  readonly kind: "sequence";
  readonly items: readonly PatternNode[];
}

/** The first branch that leads to a match. */
export interface ChoiceNode {
  readonly kind: "choice";
  readonly branches: readonly PatternNode[];
}

export interface CapturingGroupNode {
  readonly kind: "capturing-group";
  readonly item: PatternNode;
}

export interface RepetitionNode {
  readonly kind: "repetition";
  readonly item: PatternNode;
  readonly least: number;
  /** Infinity where there is no upper bound. */
  readonly most: number;
  /** Tries the fewest repeats first. */
  readonly isLazy: boolean;
}

/** Whether a node can match without consuming a character. */
export function isNullable(node: PatternNode): boolean {
  switch (node.kind) {
    case "character":
      return false;
    case "assertion":
      return true;
    case "sequence":
      return node.items.every(isNullable);
    case "choice":
      return node.branches.some(isNullable);
    case "capturing-group":
      return isNullable(node.item);
    case "repetition":
      return node.least === 0 || isNullable(node.item);
  }
}
