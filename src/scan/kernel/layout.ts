import { allocate } from "./memory";
import { note } from "./targets";
import {
  ESCAPED_TEXT,
  FALSE,
  FALSE_WORD,
  hasEscapes,
  isAscii,
  isSame,
  NUMBER,
  PLAIN_TEXT,
  skipNumber,
  skipString,
  stopsIn,
  TRUE,
  TRUE_WORD,
} from "./text";

/**
 * Layouts of lines that were read before, as a tree. Logs repeat themselves: between two values,
 * the same bytes come again and again (`", "level": "`). An edge is such a run of bytes, the kind of
 * the value behind it, and where that value goes. A line whose bytes follow a path of edges is
 * valid JSON, because the bytes between its values are those of a line that was checked in full,
 * at the same places, and its values are checked here. A line that leaves the tree is read in
 * full, and its layout is added. Edges that go on from the same place are tried in their order.
 *
 * The bytes of an edge stand behind it. They may run over values (see `shortcut.ts`), of which the
 * wanted ones are listed in `notes`.
 */
// @ts-ignore: decorator
@unmanaged
export class Edge {
  length: u32;
  /** A bit for each of the first 32 bytes. */
  mask: u32;
  kind: i16;
  /** What its bytes are to the masker, once that is known (see `mask/outline.ts`). */
  role: i16;
  target: i32;
  /** The first edge that may follow, or 0. */
  child: u32;
  /** The edge to be tried where this one does not fit, or 0. */
  next: u32;
  /** The length that all texts of this place have had so far, or -1. */
  usualLength: i32;
  /** The wanted values in the bytes: a count and as many `Note`s; or 0. */
  notes: u32;
}

/** A wanted value in the bytes of an edge. */
// @ts-ignore: decorator
@unmanaged
export class Note {
  target: i32;
  offset: u32;
  length: u32;
  leaf: i32;
  /** Its code in a dictionary, while that has this epoch: it need not be looked up for every line. */
  code: i32;
  epoch: u32;
}

/** What follows the bytes of an edge. */
export const TEXT_VALUE: i32 = 0;
export const NUMBER_VALUE: i32 = 1;
export const BOOLEAN_VALUE: i32 = 2;
export const END_OF_LINE: i32 = 3;
export const NO_VALUE: i32 = 4;

/** Holds the first edge of all layouts, as `child` of an edge does. */
let rootSlot: usize = 0;
let arenaEnd: usize = 0;
let arenaAt: usize = 0;
/** The edge that is tried first on every line. */
let entrance: u32 = 0;

/** Beyond this, keys or array lengths vary without end, and learning costs more than it saves. */
const MOST_EDGES: i32 = 40;
const ARENA_BYTES: usize = 2 * 1024 * 1024;

export function startLayouts(): void {
  arenaAt = allocate(ARENA_BYTES);
  arenaEnd = arenaAt + ARENA_BYTES;
  rootSlot = arenaAt;
  store<u32>(rootSlot, 0);
  arenaAt += 16;
  trail = allocate(<usize>MOST_STEPS * offsetof<Step>());
}

/** The place of the first edge of all layouts that were learned. */
export function layouts(): usize {
  return rootSlot;
}

/** Lets lines begin at an edge that stands before all layouts. */
export function enterAt(edge: u32): void {
  entrance = edge;
}

/** The edge that the last line which followed layouts ended with. */
export let lastEdge: usize = 0;

/** An edge that a line followed, and where the value behind its bytes ends. */
// @ts-ignore: decorator
@unmanaged
export class Step {
  edge: u32;
  end: u32;
}

/** No layout is longer. */
const MOST_STEPS: i32 = 1024;

let trail: usize = 0;
/** The steps of the last line that left a trail. */
export let trailCount: i32 = 0;

// @ts-ignore: decorator
@inline
export function stepAt(index: i32): Step {
  return changetype<Step>(trail + <usize>index * offsetof<Step>());
}

// @ts-ignore: decorator
@inline
function leaveTrail(edge: Edge, end: usize): void {
  const step = stepAt(trailCount++);
  step.edge = <u32>changetype<usize>(edge);
  step.end = <u32>end;
}

/** Reads a line along known layouts; gives the place behind its newline, or 0. */
export function followLayout(line: usize): usize {
  return follow(line, false);
}

/** Does the same, and leaves a trail. */
export function trailLayout(line: usize): usize {
  trailCount = 0;
  return follow(line, true);
}

// @ts-ignore: decorator
@inline
function follow(line: usize, leavesTrail: bool): usize {
  let at = line;
  let edge = changetype<Edge>(<usize>entrance);
  while (changetype<usize>(edge) != 0) {
    if (startsWithLiteral(at, edge)) {
      const kind = edge.kind;
      const behind = at + <usize>edge.length;
      if (edge.notes) noteAll(<usize>edge.notes, at);
      if (kind == END_OF_LINE) {
        lastEdge = changetype<usize>(edge);
        return behind;
      }
      const after =
        kind == TEXT_VALUE
          ? followText(behind, edge)
          : kind == NUMBER_VALUE
            ? followNumber(behind, edge.target)
            : kind == NO_VALUE
              ? behind
              : followBoolean(behind, edge.target);
      if (after) {
        if (leavesTrail) leaveTrail(edge, after);
        at = after;
        edge = changetype<Edge>(<usize>edge.child);
        continue;
      }
    }
    edge = changetype<Edge>(<usize>edge.next);
  }
  return 0;
}

// @ts-ignore: decorator
@inline
export function literalOf(edge: Edge): usize {
  return changetype<usize>(edge) + offsetof<Edge>();
}

/** Whether the bytes of an edge stand at a place; those of nearly all edges are compared at once. */
// @ts-ignore: decorator
@inline
function startsWithLiteral(at: usize, edge: Edge): bool {
  const literal = literalOf(edge);
  const same = sameBytes(at, literal) | (sameBytes(at + 16, literal + 16) << 16);
  if (~same & edge.mask) return false;
  const length = <usize>edge.length;
  return length <= 32 || isSameBehind(at, literal, length);
}

/**
 * Whether more than 32 bytes are the same whose first 32 are: the last 32 and all between. What begins alike mostly
 * is, so that there is no look behind each few bytes.
 */
// @ts-ignore: decorator
@inline
function isSameBehind(left: usize, right: usize, length: usize): bool {
  const last = length - 32;
  let differences = differingBits(left + last, right + last);
  for (let at: usize = 32; at < last; at += 32) {
    differences = v128.or(differences, differingBits(left + at, right + at));
  }
  return !v128.any_true(differences);
}

/** The bits that differ between 32 bytes in two places, in either half. */
// @ts-ignore: decorator
@inline
function differingBits(left: usize, right: usize): v128 {
  return v128.or(
    v128.xor(v128.load(left), v128.load(right)),
    v128.xor(v128.load(left + 16), v128.load(right + 16)),
  );
}

/** A bit for each of 16 bytes that is the same in two places. */
// @ts-ignore: decorator
@inline
function sameBytes(left: usize, right: usize): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(left), v128.load(right)));
}

// @ts-ignore: decorator
@inline
export function noteAt(notes: usize, index: u32): Note {
  return changetype<Note>(notes + 4 + <usize>index * offsetof<Note>());
}

function noteAll(notes: usize, at: usize): void {
  const count = load<u32>(notes);
  for (let index: u32 = 0; index < count; index++) {
    const noted = noteAt(notes, index);
    const start = at + <usize>noted.offset;
    note(noted.target, start, start + <usize>noted.length, noted.leaf, changetype<usize>(noted));
  }
}

/**
 * A text that is as long as all before it at this place needs no waiting for where it ends: the
 * processor goes on from the end that is known beforehand while the bytes are still being checked.
 */
// @ts-ignore: decorator
@inline
function followText(at: usize, edge: Edge): usize {
  const target = edge.target;
  const length = ctz(stopsIn(at) | (stopsIn(at + 16) << 16));
  let end: usize;
  if (length == edge.usualLength) {
    end = at + <usize>edge.usualLength;
  } else {
    edge.usualLength = -1;
    end = at + <usize>length;
  }
  if (length < 32 && load<u8>(end) == 0x22) {
    if (target >= 0) note(target, at, end, PLAIN_TEXT);
    return end;
  }
  end = skipString(at);
  if (end && target >= 0) note(target, at, end, hasEscapes ? ESCAPED_TEXT : PLAIN_TEXT);
  return end;
}

// @ts-ignore: decorator
@inline
function followNumber(at: usize, target: i32): usize {
  const end = skipNumber(at);
  if (end && target >= 0) note(target, at, end, NUMBER);
  return end;
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

/** The slot, `child` of an edge, at which the next edge is learned. */
let learning: usize = 0;

/** Begins to add a layout; `learn` then adds its edges in order. */
export function startLearning(): void {
  learning = rootSlot;
}

/** The edge behind a slot that has these bytes, kind and target; or 0. */
export function findEdge(slot: usize, literal: usize, length: usize, kind: i32, target: i32): usize {
  let edge = changetype<Edge>(<usize>load<u32>(slot));
  while (changetype<usize>(edge) != 0) {
    const isKnown = edge.kind == kind && edge.target == target && <usize>edge.length == length;
    if (isKnown && isSame(literal, literalOf(edge), length)) return changetype<usize>(edge);
    edge = changetype<Edge>(<usize>edge.next);
  }
  return 0;
}

/** Adds an edge to the layout being learned, or finds it there; false where the tree is full. */
export function learn(literal: usize, length: usize, kind: i32, target: i32, usualLength: i32): bool {
  let known = findEdge(learning, literal, length, kind, target);
  if (!known) {
    known = addEdge(literal, length, kind, target, usualLength);
    if (!known) return false;
  }
  learning = known + offsetof<Edge>("child");
  return true;
}

function addEdge(literal: usize, length: usize, kind: i32, target: i32, usualLength: i32): usize {
  let count = 0;
  let last = learning;
  while (load<u32>(last)) {
    last = <usize>load<u32>(last) + offsetof<Edge>("next");
    count++;
  }
  const size = edgeSize(length);
  if (count >= MOST_EDGES || arenaAt + size > arenaEnd) return 0;
  const added = changetype<Edge>(arenaAt);
  arenaAt += size;
  setEdge(added, literal, length, kind, target, usualLength);
  store<u32>(last, <u32>changetype<usize>(added));
  if (!entrance) entrance = load<u32>(rootSlot);
  return changetype<usize>(added);
}

/** The room that an edge takes: its bytes stand behind it, with as many behind them as a wide load reads. */
export function edgeSize(length: usize): usize {
  return offsetof<Edge>() + ((length + 47) & ~(<usize>15));
}

/** Whether all edges are of bytes of ASCII. */
export let areEdgesAscii: bool = true;

/** Fills an edge that nothing follows yet. */
export function setEdge(
  edge: Edge,
  literal: usize,
  length: usize,
  kind: i32,
  target: i32,
  usualLength: i32,
): void {
  memory.copy(literalOf(edge), literal, length);
  if (!isAscii(literal, length)) areEdgesAscii = false;
  edge.length = <u32>length;
  edge.mask = length < 32 ? (1 << <u32>length) - 1 : 0xffffffff;
  edge.kind = <i16>kind;
  edge.role = 0;
  edge.target = target;
  edge.child = 0;
  edge.next = 0;
  edge.usualLength = usualLength;
  edge.notes = 0;
}
