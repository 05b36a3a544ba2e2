import {
  BOOLEAN_VALUE,
  Edge,
  edgeSize,
  END_OF_LINE,
  enterAt,
  findEdge,
  layouts,
  literalOf,
  NO_VALUE,
  Note,
  noteAt,
  setEdge,
} from "./layout";
import { allocate } from "./memory";
import { isSame } from "./text";
import { MOST_PASSED, Passed, passed, passedCount } from "./walk";

/**
 * Shortcuts through the layouts, made from a sample of lines: edges whose bytes run over values that
 * are nearly always the same, so that `"INFO", "service": "api", "message": "` is one step and not
 * three. They stand before the edges of the layouts that were learned, which a line that leaves
 * them goes on with.
 */

/** A value is worth an edge of its own where half of the lines that come there have it... */
const WORTHWHILE_SHARE: i32 = 2;
/** ...and where lines of the whole sample are at least one in so many: this bounds their number. */
const LEAST_SHARE: i32 = 64;
/** So many lines are asked which value might be worth it. */
const ASKED: i32 = 16;
/** Edges of more bytes are not joined. */
const LONGEST: usize = 1024;

/** The lines of a sample. */
export const MOST_LINES: i32 = 512;
const MOST_VALUES: i32 = 24576;
const ARENA_BYTES: usize = 512 * 1024;
/** Left free behind an edge for the notes of as many values as its bytes can hold, each of two at least. */
const MOST_NOTES_BYTES: usize = 16 + (LONGEST / 2) * offsetof<Note>();

/** The first value of each line of the sample, in an order that brings lines of one way together. */
let lines: usize = 0;
let lineCount: i32 = 0;
/** The values of all lines. */
let values: usize = 0;
let valueCount: i32 = 0;
let arena: usize = 0;
let arenaAt: usize = 0;
/** Changes when shortcuts take the place of others. */
export let shortcutEpoch: i32 = 0;

export function startShortcuts(): void {
  lines = allocate(<usize>MOST_LINES * 4);
  values = allocate(<usize>MOST_VALUES * offsetof<Passed>());
  arena = allocate(ARENA_BYTES);
}

/** Begins a sample. */
export function startSample(): void {
  lineCount = 0;
  valueCount = 0;
}

/** Adds the line that was walked last, unless it has too many values; false where the sample is full. */
export function sampleLine(): bool {
  if (passedCount > MOST_PASSED) return true;
  if (lineCount == MOST_LINES || valueCount + passedCount > MOST_VALUES) return false;
  const first = values + <usize>valueCount * offsetof<Passed>();
  memory.copy(first, passed, <usize>passedCount * offsetof<Passed>());
  store<u32>(lines + (<usize>lineCount << 2), <u32>first);
  lineCount++;
  valueCount += passedCount;
  return true;
}

/** Makes shortcuts from the sample in the place of those before. */
export function makeShortcuts(): void {
  arenaAt = arena;
  shortcutEpoch++;
  enterAt(divide(0, lineCount, 0, layouts()));
}

/** Whether an edge is a shortcut. */
export function isShortcut(edge: usize): bool {
  return edge >= arena && edge < arena + ARENA_BYTES;
}

// @ts-ignore: decorator
@inline
function valueOf(line: i32, position: i32): Passed {
  return changetype<Passed>(<usize>load<u32>(lines + (<usize>line << 2)) + <usize>position * offsetof<Passed>());
}

/**
 * Edges for the lines from `from` up to `to` at a position, before those in `slot`; gives the first
 * one. Lines that go on in the same way come together; so rare ways have no edge of their own.
 */
function divide(from: i32, to: i32, position: i32, slot: usize): u32 {
  let first: u32 = 0;
  let last: usize = 0;
  let firstWeight = 0;
  let at = from;
  while (at < to) {
    const value = valueOf(at, position);
    const end = gather(at, to, position, value, false);
    const learned = findEdge(slot, <usize>value.literal, <usize>value.length, value.kind, value.target);
    if (learned && (end - at) * LEAST_SHARE >= lineCount) {
      const chain = edgesOf(at, end, position, learned);
      if (chain) {
        // Frequent ways come first.
        if (end - at > firstWeight) {
          const tail = chainEnd(chain);
          store<u32>(tail, first);
          if (!last) last = tail;
          first = chain;
          firstWeight = end - at;
        } else {
          store<u32>(last, chain);
          last = chainEnd(chain);
        }
      }
    }
    at = end;
  }
  if (!first) return load<u32>(slot);
  store<u32>(last, load<u32>(slot));
  return first;
}

/** The slot of what follows the last edge of a chain. */
function chainEnd(chain: u32): usize {
  let slot = <usize>chain + offsetof<Edge>("next");
  while (load<u32>(slot)) slot = <usize>load<u32>(slot) + offsetof<Edge>("next");
  return slot;
}

/** Brings the lines with the same bytes at a position, or with the same value, to the front; gives their end. */
function gather(from: i32, to: i32, position: i32, like: Passed, isByValue: bool): i32 {
  let end = from;
  for (let line = from; line < to; line++) {
    const value = valueOf(line, position);
    if (isByValue ? !hasSameValue(value, like) : !hasSameBytes(value, like)) continue;
    const place = lines + (<usize>line << 2);
    const front = lines + (<usize>end << 2);
    const moved = load<u32>(place);
    store<u32>(place, load<u32>(front));
    store<u32>(front, moved);
    end++;
  }
  return end;
}

function hasSameBytes(left: Passed, right: Passed): bool {
  if (left.kind != right.kind || left.target != right.target || left.length != right.length) return false;
  return isSame(<usize>left.literal, <usize>right.literal, <usize>left.length);
}

function hasSameValue(left: Passed, right: Passed): bool {
  if (left.valueLength != right.valueLength) return false;
  return isSame(valueStart(left), valueStart(right), <usize>left.valueLength);
}

function valueStart(value: Passed): usize {
  return <usize>(value.literal + value.length);
}

/** Edges for lines that have the same bytes at a position: for values that are worth it, and for all others. */
function edgesOf(from: i32, to: i32, position: i32, learned: usize): u32 {
  const slot = learned + offsetof<Edge>("child");
  const value = valueOf(from, position);
  if (value.kind == END_OF_LINE) return newEdge(value, <usize>value.length, END_OF_LINE);
  let first: u32 = 0;
  let last: usize = 0;
  let at = from;
  while (value.kind != BOOLEAN_VALUE) {
    const end = gatherFrequent(at, to, position);
    if (end == at) break;
    const edge = constantEdge(at, end, position, slot);
    if (!edge) break;
    if (last) store<u32>(last + offsetof<Edge>("next"), edge);
    else first = edge;
    last = <usize>edge;
    at = end;
  }
  if ((to - at) * LEAST_SHARE < lineCount) return first;
  const edge = newEdge(value, <usize>value.length, value.kind);
  if (!edge) return first;
  changetype<Edge>(<usize>edge).usualLength = usualLengthOf(at, to, position);
  changetype<Edge>(<usize>edge).child = divide(at, to, position + 1, slot);
  if (!last) return edge;
  store<u32>(last + offsetof<Edge>("next"), edge);
  return first;
}

/** Brings the lines with the most frequent value to the front, if it is worth an edge; gives their end. */
function gatherFrequent(from: i32, to: i32, position: i32): i32 {
  const count = to - from;
  let most = 0;
  let best = valueOf(from, position);
  for (let asked = 0; asked < ASKED; asked++) {
    const value = valueOf(from + (count * asked) / ASKED, position);
    let same = 0;
    for (let line = from; line < to; line++) if (hasSameValue(valueOf(line, position), value)) same++;
    if (same > most) {
      most = same;
      best = value;
    }
  }
  if (most * WORTHWHILE_SHARE < count || most * LEAST_SHARE < lineCount) return from;
  return gather(from, to, position, best, true);
}

/**
 * An edge that runs over a value. Where its lines go on in one way, it runs on to the end of that
 * way's edge; a line that does not is left to the edges behind it. Where the value ends is told by
 * the bytes behind it, which any further edge begins with.
 */
function constantEdge(from: i32, to: i32, position: i32, slot: usize): u32 {
  const child = divide(from, to, position + 1, slot);
  const value = valueOf(from, position);
  const length = <usize>value.length + <usize>value.valueLength;
  const next = changetype<Edge>(<usize>child);
  const isJoined = isShortcut(<usize>child) && !isShortcut(<usize>next.next);
  const edge = newEdge(value, length + (isJoined ? <usize>next.length : 0), isJoined ? next.kind : NO_VALUE);
  if (!edge) return 0;
  const added = changetype<Edge>(<usize>edge);
  if (isJoined) {
    memory.copy(literalOf(added) + length, literalOf(next), <usize>next.length);
    added.target = next.target;
    added.usualLength = next.usualLength;
  }
  added.child = isJoined ? next.child : child;
  added.notes = notesOf(value, isJoined ? next : changetype<Edge>(0), <u32>length);
  return edge;
}

/** The notes of an edge over a value and then the bytes of another edge, which begin at `behind`. */
function notesOf(value: Passed, next: Edge, behind: u32): u32 {
  const further = changetype<usize>(next) != 0 ? <usize>next.notes : 0;
  const own: u32 = value.target >= 0 ? 1 : 0;
  const count = own + (further ? load<u32>(further) : 0);
  if (!count) return 0;
  const notes = arenaAt;
  arenaAt += (4 + <usize>count * offsetof<Note>() + 15) & ~(<usize>15);
  store<u32>(notes, count);
  if (own) setNote(noteAt(notes, 0), value.target, value.length, value.valueLength, value.leaf);
  for (let index = own; index < count; index++) {
    const noted = noteAt(further, index - own);
    setNote(noteAt(notes, index), noted.target, noted.offset + behind, noted.length, noted.leaf);
  }
  return <u32>notes;
}

function setNote(noted: Note, target: i32, offset: u32, length: u32, leaf: i32): void {
  noted.target = target;
  noted.offset = offset;
  noted.length = length;
  noted.leaf = leaf;
  noted.code = 0;
  noted.epoch = 0;
}

/** An edge that begins with the bytes before a value, with room for `length` bytes; 0 where there is no room. */
function newEdge(value: Passed, length: usize, kind: i32): u32 {
  const room = edgeSize(length) + MOST_NOTES_BYTES;
  if (length > LONGEST || arenaAt + room > arena + ARENA_BYTES) return 0;
  const edge = changetype<Edge>(arenaAt);
  arenaAt += edgeSize(length);
  setEdge(edge, <usize>value.literal, length, kind, value.target, -1);
  return <u32>changetype<usize>(edge);
}

/** The length that all values of lines have at a position, or -1. */
function usualLengthOf(from: i32, to: i32, position: i32): i32 {
  const length = <i32>valueOf(from, position).valueLength;
  for (let line = from + 1; line < to; line++) if (<i32>valueOf(line, position).valueLength != length) return -1;
  return length;
}
