import { withRoom } from "../../support/with-room.ts";

/** Blocks have room for so many numbers and the place of the block before: each of a group is twice as long as that. */
const FIRST_BLOCK = 8;

/** A group that has filled such a block gets no longer one. */
const LAST_BLOCK = 4096;

/** A group has fewer numbers than this at a time: they are taken away when its last block is full. */
export const MOST_IN_BLOCKS = 2 * LAST_BLOCK;

/** Stands for no block: nothing is kept at this place. */
const NONE = 0;

/** Whole numbers of 32 bits, as most durations and sizes are, for as long as there are no others: they take half the room. */
type Numbers = Int32Array | Float64Array;

/** The blocks of many groups as plain data. */
export interface PackedBlocks {
  readonly numbers: Numbers;
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly ends: Int32Array;
}

/** Numbers of many groups in blocks of one array, without an object for each group. Negative zeros become zeros. */
export class NumberBlocks {
  #numbers: Numbers;
  #used: number;
  /** By group: where its newest block begins, where its next number goes, and where that block ends. */
  #starts: Int32Array;
  #places: Int32Array;
  #ends: Int32Array;

  /** Begins with numbers, which are taken over. */
  constructor(packed?: PackedBlocks) {
    this.#numbers = packed?.numbers ?? new Int32Array(0);
    this.#used = packed?.numbers.length || 1; // behind the place that stands for none
    this.#starts = packed?.starts ?? new Int32Array(0);
    this.#places = packed?.places ?? new Int32Array(0);
    this.#ends = packed?.ends ?? new Int32Array(0);
  }

  /** Adds numbers to their groups. `whenFull`: takes those of a group away (see `clear`), which has no room for more. */
  add(
    groups: Int32Array,
    numbers: Float64Array,
    count: number,
    groupCount: number,
    whenFull: (group: number) => void,
  ): void {
    this.#starts = withRoom(this.#starts, groupCount);
    this.#places = withRoom(this.#places, groupCount);
    this.#ends = withRoom(this.#ends, groupCount);
    for (let at = 0; ; ) {
      at = addWhileRoom(groups, numbers, at, count, this.#numbers, this.#places, this.#ends);
      if (at === count) return;
      const group = groups[at] as number;
      if (this.#places[group] !== this.#ends[group]) this.#numbers = Float64Array.from(this.#numbers);
      else if (this.#newestLength(group) === LAST_BLOCK) whenFull(group);
      else this.#addBlock(group);
    }
  }

  /** How many numbers a group has. */
  lengthOf(group: number): number {
    const start = this.#starts[group] ?? NONE;
    if (start === NONE) return 0;
    const inNewest = (this.#places[group] as number) - start - 1;
    if (this.#numbers[start] === NONE) return inNewest;
    // All blocks before it are full: of 7, 15, 31 numbers and so on.
    const length = this.#newestLength(group);
    return inNewest + length - FIRST_BLOCK - (Math.clz32(FIRST_BLOCK) - Math.clz32(length));
  }

  /** All groups have fewer numbers than this. */
  bound(): number {
    return 2 * longestBlock(this.#starts, this.#ends);
  }

  /** Copies the numbers of a group to a place of an array and those behind it; gives the place behind the last one. */
  copy(group: number, target: Float64Array, place: number): number {
    const start = this.#starts[group] ?? NONE;
    if (start === NONE) return place;
    return copyBlocks(this.#numbers, start, this.#places[group] as number, this.#newestLength(group), target, place);
  }

  /** Takes the numbers of a group away; its newest block is used again. */
  clear(group: number): void {
    const start = this.#starts[group] ?? NONE;
    if (start === NONE) return;
    this.#numbers[start] = NONE;
    this.#places[group] = start + 1;
  }

  /** Nothing is added from then on: the numbers are mostly handed over as they are, because a copy takes as much memory again. */
  pack(groupCount: number): PackedBlocks {
    const isMostlyUsed = this.#used * 1.25 > this.#numbers.length;
    return {
      numbers: isMostlyUsed ? this.#numbers : this.#numbers.slice(0, this.#used),
      starts: this.#starts.slice(0, groupCount),
      places: this.#places.slice(0, groupCount),
      ends: this.#ends.slice(0, groupCount),
    };
  }

  #newestLength(group: number): number {
    return (this.#ends[group] as number) - (this.#starts[group] as number);
  }

  #addBlock(group: number): void {
    const start = this.#starts[group] as number;
    const length = start === NONE ? FIRST_BLOCK : 2 * this.#newestLength(group);
    const next = this.#used;
    this.#used += length;
    this.#numbers = withRoom<Numbers>(this.#numbers, this.#used);
    this.#numbers[next] = start;
    this.#starts[group] = next;
    this.#places[group] = next + 1;
    this.#ends[group] = this.#used;
  }
}

/** Copies from a group's newest block, which is full up to a place, and from those before it, each half as long. */
function copyBlocks(
  numbers: Numbers,
  newest: number,
  end: number,
  newestLength: number,
  target: Float64Array,
  place: number,
): number {
  let next = place;
  let length = newestLength;
  for (let at = newest + 1; at < end; at++) target[next++] = numbers[at] as number;
  for (let start = numbers[newest] as number; start !== NONE; start = numbers[start] as number) {
    length /= 2;
    for (let at = start + 1; at < start + length; at++) target[next++] = numbers[at] as number;
  }
  return next;
}

/** The length of the longest of the blocks between these places. */
function longestBlock(starts: Int32Array, ends: Int32Array): number {
  let longest = 0;
  for (let group = 0; group < starts.length; group++) {
    longest = Math.max(longest, (ends[group] as number) - (starts[group] as number));
  }
  return longest;
}

/**
 * Adds numbers to the blocks of their groups; gives the place of the first that finds no room there, or is none of those
 * that the array is for, or the end.
 */
function addWhileRoom(
  groups: Int32Array,
  numbers: Float64Array,
  from: number,
  count: number,
  blocks: Numbers,
  places: Int32Array,
  ends: Int32Array,
): number {
  for (let at = from; at < count; at++) {
    const number = numbers[at] as number;
    if (Number.isNaN(number)) continue;
    const group = groups[at] as number;
    const place = places[group] as number;
    if (place === ends[group]) return at;
    // The sum has no negative zero, which would stand before or behind zero as the input comes.
    blocks[place] = number + 0;
    if (blocks[place] !== number) return at;
    places[group] = place + 1;
  }
  return count;
}
