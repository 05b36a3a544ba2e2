import { allocate } from "./memory";
import { note } from "./targets";
import {
  ESCAPED_TEXT,
  FALSE,
  FALSE_WORD,
  hasEscapes,
  isSame,
  NUMBER,
  PLAIN_TEXT,
  skipNumber,
  skipString,
  TRUE,
  TRUE_WORD,
} from "./text";

/**
 * Layouts of lines that were read before, as a tree. Logs repeat themselves: between two values,
 * the same bytes come again and again (`", "level": "`). An edge is such a run of bytes, the kind of
 * the value behind it, and where that value goes. A line whose bytes follow a path of edges is
 * valid JSON, because the bytes between its values are those of a line that was checked in full,
 * at the same places, and its values are checked here. A line that leaves the tree is read in
 * full, and its layout is added.
 */
// @ts-ignore: decorator
@unmanaged
class Edge {
  literal: u32;
  length: u32;
  kind: i32;
  target: i32;
  child: u32;
  next: u32;
}

/** What follows the bytes of an edge. */
export const TEXT_VALUE: i32 = 0;
export const NUMBER_VALUE: i32 = 1;
export const BOOLEAN_VALUE: i32 = 2;
export const END_OF_LINE: i32 = 3;

/** A node is the address of its first edge; the root is followed by no value. */
let rootNode: usize = 0;
let arenaEnd: usize = 0;
let arenaAt: usize = 0;

/** Beyond this, keys or array lengths vary without end, and learning costs more than it saves. */
const MOST_EDGES: i32 = 40;
const ARENA_BYTES: usize = 2 * 1024 * 1024;

export function startLayouts(): void {
  arenaAt = allocate(ARENA_BYTES);
  arenaEnd = arenaAt + ARENA_BYTES;
  rootNode = arenaAt;
  store<u32>(rootNode, 0);
  arenaAt += 16;
}

/** Reads a line along known layouts; gives the place behind its newline, or 0. */
export function followLayout(line: usize): usize {
  let at = line;
  let node = rootNode;
  while (at) {
    let edge = changetype<Edge>(<usize>load<u32>(node));
    let after: usize = 0;
    while (changetype<usize>(edge) != 0) {
      const length = <usize>edge.length;
      if (isSame(at, <usize>edge.literal, length)) {
        const kind = edge.kind;
        if (kind == END_OF_LINE) return at + length;
        after = followValue(at + length, kind, edge.target);
        if (after) break;
      }
      edge = changetype<Edge>(<usize>edge.next);
    }
    at = after;
    if (at) node = <usize>edge.child;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function followValue(at: usize, kind: i32, target: i32): usize {
  if (kind == TEXT_VALUE) {
    const end = skipString(at);
    if (end && target >= 0) note(target, at, end, hasEscapes ? ESCAPED_TEXT : PLAIN_TEXT);
    return end;
  }
  if (kind == NUMBER_VALUE) {
    const end = skipNumber(at);
    if (end && target >= 0) note(target, at, end, NUMBER);
    return end;
  }
  return followBoolean(at, target);
}

/** A wanted boolean; `true` is four bytes and `false` five, whose last one is checked apart. */
export function followBoolean(at: usize, target: i32): usize {
  const word = load<u32>(at);
  if (word == TRUE_WORD) {
    if (target >= 0) note(target, at, at + 4, TRUE);
    return at + 4;
  }
  if (word == FALSE_WORD && load<u8>(at + 4) == 0x65) {
    if (target >= 0) note(target, at, at + 5, FALSE);
    return at + 5;
  }
  return 0;
}

let learning: usize = 0;

/** Begins to add a layout; `learn` then adds its edges in order. */
export function startLearning(): void {
  learning = rootNode;
}

/** Adds an edge to the layout being learned, or finds it there; false where the tree is full. */
export function learn(literal: usize, length: usize, kind: i32, target: i32): bool {
  let count = 0;
  let last = learning;
  let edge = changetype<Edge>(<usize>load<u32>(learning));
  while (changetype<usize>(edge) != 0) {
    const isKnown = edge.kind == kind && edge.target == target && <usize>edge.length == length;
    if (isKnown && isSame(literal, <usize>edge.literal, length)) {
      learning = <usize>edge.child;
      return true;
    }
    count++;
    last = changetype<usize>(edge) + offsetof<Edge>("next");
    edge = changetype<Edge>(<usize>edge.next);
  }
  const size = offsetof<Edge>() + 16 + ((length + 47) & ~(<usize>15));
  if (count >= MOST_EDGES || arenaAt + size > arenaEnd) return false;
  const added = changetype<Edge>(arenaAt);
  const child = arenaAt + offsetof<Edge>();
  const copy = child + 16;
  arenaAt += size;
  memory.copy(copy, literal, length);
  store<u32>(child, 0);
  added.literal = <u32>copy;
  added.length = <u32>length;
  added.kind = kind;
  added.target = target;
  added.child = <u32>child;
  added.next = 0;
  store<u32>(last, <u32>changetype<usize>(added));
  learning = child;
  return true;
}
