import { withRoom } from "../../support/with-room.ts";

/** Blocks have room for so many numbers and the place of the block before: each of a group is twice as long as that. */
const FIRST_BLOCK = 8;

/** A group that has filled such a block gets no longer one. */
const LAST_BLOCK = 4096;

/** Stands for no block: nothing is kept at this place. */
const NONE = 0;

/** Whole numbers of 32 bits, as most durations and sizes are, for as long as there are no others: they take half the room. */
type Numbers = Int32Array | Float64Array;

/** Takes the numbers from one place of an array up to another. */
export type TakeRun = (numbers: Numbers, from: number, to: number) => void;

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

  /** Shows the numbers of a group where they stand, the newest ones first. */
  visit(group: number, take: TakeRun): void {
    let start = this.#starts[group] ?? NONE;
    if (start === NONE) return;
    take(this.#numbers, start + 1, this.#places[group] as number);
    let length = this.#newestLength(group);
    for (start = this.#numbers[start] as number; start !== NONE; start = this.#numbers[start] as number) {
      length /= 2;
      take(this.#numbers, start + 1, start + length);
    }
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
