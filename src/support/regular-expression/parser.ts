import { remembering } from "../remembering.ts";
import { readBracketClass } from "./bracket-class.ts";
import { ANY_BUT_NEWLINE, ANY_CHARACTER } from "./character-set.ts";
import { type Cursor, characters, type Flags, peek, take, takeMatch } from "./cursor.ts";
import { readCharacterEscape, readEscapeClass } from "./escape.ts";
import { readGroupOpening } from "./group-opening.ts";
import { Refusal, type RegularExpressionProblem, refuse } from "./problem.ts";
import type { Assertion, PatternNode, RepetitionNode } from "./syntax-tree.ts";

export interface ParsedPattern {
  readonly tree: PatternNode;
  readonly groupNames: readonly (string | undefined)[];
  /** Where group names are written: `?<name>`, from the question mark on. */
  readonly nameSpans: readonly { readonly start: number; readonly end: number }[];
  /** Why the tree only sketches the pattern; undefined where it says all there is to say. */
  readonly inexactness: string | undefined;
}

/**
 * Reads a pattern in RE2's syntax, which is that of section 1.6, into a tree; or says what RE2
 * would refuse and where. Beyond RE2, a group name may begin with `@`.
 */
export const parsePattern = remembering(parse);

function parse(pattern: string): ParsedPattern | { readonly problem: RegularExpressionProblem } {
  const cursor: Cursor = {
    pattern,
    offset: 0,
    flags: { ignoresCase: false, isMultiline: false, dotMatchesNewline: false, isLazyByDefault: false },
    groupNames: [],
    nameSpans: [],
    inexactness: undefined,
  };
  try {
    const tree = readChoice(cursor, 0);
    if (peek(cursor) !== undefined) {
      refuse(cursor.offset, 1, "the `)` closes nothing", "write `\\)` for a parenthesis in the text");
    }
    refuseHugePattern(tree, pattern);
    return { tree, groupNames: cursor.groupNames, nameSpans: cursor.nameSpans, inexactness: cursor.inexactness };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
}

function readChoice(cursor: Cursor, depth: number): PatternNode {
  const branches: PatternNode[] = [];
  do branches.push(readSequence(cursor, depth));
  while (take(cursor, "|"));
  const [branch] = branches;
  return branch !== undefined && branches.length === 1 ? branch : { kind: "choice", branches };
}

function readSequence(cursor: Cursor, depth: number): PatternNode {
  const items: PatternNode[] = [];
  let afterQuantifier = false;
  for (let next = peek(cursor); next !== undefined && next !== "|" && next !== ")"; next = peek(cursor)) {
    const start = cursor.offset;
    const quantifier = readQuantifier(cursor, next);
    if (quantifier === undefined) items.push(...readItems(cursor, depth, next));
    else repeatLast(items, quantifier, cursor, start, afterQuantifier);
    afterQuantifier = quantifier !== undefined;
  }
  const [item] = items;
  return item !== undefined && items.length === 1 ? item : { kind: "sequence", items };
}

type Quantifier = Omit<RepetitionNode, "kind" | "item">;

const MOST_REPEATS = 1000;

/** `{` that opens no count is a character of the text. */
function readQuantifier(cursor: Cursor, opening: string): Quantifier | undefined {
  if (!"*+?{".includes(opening)) return undefined;
  const start = cursor.offset;
  const match = takeMatch(cursor, /(?:([*+?])|\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\})(\??)/y);
  if (match === undefined) return undefined;
  const [, sign, low, comma, high, question] = match;
  const least = sign === undefined ? Number(low) : sign === "+" ? 1 : 0;
  const openEnd = sign === "?" ? 1 : Number.POSITIVE_INFINITY;
  const most = high !== undefined ? Number(high) : sign === undefined && comma === undefined ? least : openEnd;
  const length = cursor.offset - start - (question ?? "").length;
  if (least > MOST_REPEATS || (most > MOST_REPEATS && most !== Number.POSITIVE_INFINITY)) {
    refuse(start, length, `more than ${MOST_REPEATS} repeats are not supported`, "`*` and `+` have no bound");
  }
  if (most < least) refuse(start, length, "the least count is above the most", `write \`{${most},${least}}\``);
  return { least, most, isLazy: (question === "?") !== cursor.flags.isLazyByDefault };
}

function repeatLast(
  items: PatternNode[],
  quantifier: Quantifier,
  cursor: Cursor,
  start: number,
  afterQuantifier: boolean,
): void {
  const text = cursor.pattern.slice(start, cursor.offset);
  if (afterQuantifier && text.startsWith("+")) {
    const reason = "without backtracking there is nothing to cut short";
    refuse(start, 1, "possessive quantifiers are not supported", `leave the \`+\` out: ${reason}`);
  }
  if (afterQuantifier) {
    refuse(
      start,
      text.length,
      `\`${text}\` follows another quantifier`,
      "put a group `(?:...)` around what is repeated",
    );
  }
  const item = items.pop();
  if (item === undefined) {
    const help =
      text === "*" ? "any text is `.*`, an asterisk in the text `\\*`" : "put a `\\` before a sign of the text";
    refuse(start, text.length, `\`${text}\` has nothing to repeat`, help);
  }
  const node: RepetitionNode = { kind: "repetition", item, ...quantifier };
  if (text.startsWith("{") && repeatProduct(node) > MOST_REPEATS) {
    const help = "`*` and `+` have no bound";
    refuse(start, text.length, `counts within counts come to more than ${MOST_REPEATS} repeats`, help);
  }
  items.push(node);
}

/** RE2 bounds the product of nested counts as it bounds a single one. */
function repeatProduct(node: PatternNode): number {
  if (node.kind !== "repetition") return Math.max(1, ...children(node).map(repeatProduct));
  const count = node.most === Number.POSITIVE_INFINITY ? node.least : node.most;
  return node.most === 0 ? 1 : Math.max(1, count) * repeatProduct(node.item);
}

function children(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case "character":
    case "assertion":
      return [];
    case "sequence":
      return node.items;
    case "choice":
      return node.branches;
    case "capturing-group":
    case "repetition":
      return [node.item];
  }
}

const ASSERTION_ESCAPES: ReadonlyMap<string, Assertion> = new Map([
  ["\\A", "text-start"],
  ["\\z", "text-end"],
  ["\\b", "word-boundary"],
  ["\\B", "no-word-boundary"],
]);

/** What stands at the cursor, up to the next item: nothing for flags, many characters for `\Q...\E`. */
function readItems(cursor: Cursor, depth: number, opening: string): readonly PatternNode[] {
  switch (opening) {
    case "(":
      return readGroup(cursor, depth);
    case "[":
      return [{ kind: "character", set: readBracketClass(cursor) }];
    case "\\":
      return readBackslash(cursor);
    default:
      return [readSign(cursor, opening)];
  }
}

const DEEPEST_NESTING = 200;

function readGroup(cursor: Cursor, depth: number): readonly PatternNode[] {
  const start = cursor.offset;
  const outerFlags: Flags = cursor.flags;
  if (depth === DEEPEST_NESTING) refuse(start, 1, `groups nest more than ${DEEPEST_NESTING} deep`);
  const opening = readGroupOpening(cursor);
  if (opening === "flags") return [];
  const item = readChoice(cursor, depth + 1);
  if (!take(cursor, ")")) {
    refuse(start, 1, "the `(` is never closed", "add a `)`, or write `\\(` for a parenthesis in the text");
  }
  cursor.flags = outerFlags;
  return [opening === "capturing" ? { kind: "capturing-group", item } : item];
}

function readBackslash(cursor: Cursor): readonly PatternNode[] {
  const letters = takeMatch(cursor, /\\[AzbB]/y)?.[0];
  const assertion = ASSERTION_ESCAPES.get(letters ?? "");
  if (assertion !== undefined) return [{ kind: "assertion", assertion }];
  const quoted = takeMatch(cursor, /\\Q(.*?)(?:\\E|$)/sy)?.[1];
  if (quoted !== undefined) return Array.from(quoted, (character) => literal(cursor, character));
  const set = readEscapeClass(cursor);
  if (set !== undefined) return [{ kind: "character", set }];
  const codePoint = readCharacterEscape(cursor);
  return [{ kind: "character", set: characters(cursor, codePoint, codePoint) }];
}

/** A character that stands alone: `.`, `^`, `$` or itself. */
function readSign(cursor: Cursor, character: string): PatternNode {
  const { isMultiline, dotMatchesNewline } = cursor.flags;
  cursor.offset += character.length;
  switch (character) {
    case ".":
      return { kind: "character", set: dotMatchesNewline ? ANY_CHARACTER : ANY_BUT_NEWLINE };
    case "^":
      return { kind: "assertion", assertion: isMultiline ? "line-start" : "text-start" };
    case "$":
      return { kind: "assertion", assertion: isMultiline ? "line-end" : "text-end" };
    default:
      return literal(cursor, character);
  }
}

function literal(cursor: Cursor, character: string): PatternNode {
  const codePoint = character.codePointAt(0) ?? 0;
  return { kind: "character", set: characters(cursor, codePoint, codePoint) };
}

const LARGEST_PATTERN = 10_000;

/** RE2 takes time in proportion to the text and to the pattern as it is with its counts written out. */
function refuseHugePattern(tree: PatternNode, pattern: string): void {
  const size = writtenOutSize(tree);
  if (size <= LARGEST_PATTERN) return;
  const message = `with its counts written out the pattern has ${size} parts, more than ${LARGEST_PATTERN}`;
  refuse(0, pattern.length, message, "`*` and `+` cost less than large counts");
}

function writtenOutSize(node: PatternNode): number {
  const size = children(node).reduce((sum, child) => sum + writtenOutSize(child), 1);
  if (node.kind !== "repetition") return size;
  const copies = node.most === Number.POSITIVE_INFINITY ? node.least : node.most;
  return Math.max(1, copies) * size;
}
