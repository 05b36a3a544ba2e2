import { withRoom } from "../../support/with-room.ts";
import type { Tally } from "./of-states.ts";
import { countRun, mergeRankedCounts, type RankedCounts, rankedCounts } from "./ranked-counts.ts";

/** Blocks have room for so many numbers and the place of the block before: each of a group is twice as long as that. */
const FIRST_BLOCK = 8;

/** A group that has filled such a block is counted, because counts take less room than more numbers. */
const LAST_BLOCK = 4096;

/** Stands for no block: nothing is kept at this place. */
const NONE = 0;

/** Numbers of many groups in blocks of one array, without an object for each group as long as numbers are added. */
export class RankTally implements Tally<RankedCounts> {
  #numbers = new Float64Array(0);
  #used = 1;
  /** By group: where its newest block begins, where its next number goes, and where that block ends. */
  #starts = new Int32Array(0);
  #places = new Int32Array(0);
  #ends = new Int32Array(0);
  readonly #counts = new Map<number, RankedCounts>();

  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void {
    this.#starts = withRoom(this.#starts, groupCount);
    this.#places = withRoom(this.#places, groupCount);
    this.#ends = withRoom(this.#ends, groupCount);
    for (let at = 0; ; ) {
      at = addWhileRoom(groups, numbers, at, count, this.#numbers, this.#places, this.#ends);
      if (at === count) return;
      this.#makeRoom(groups[at] as number);
    }
  }

  finish(states: readonly RankedCounts[]): void {
    const lengths = states.map((_, group) => this.#lengthOf(group));
    // One array for all: it is sent to another thread as fast as memory is copied.
    const all = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
    let from = 0;
    for (const [group, state] of states.entries()) {
      const counts = this.#counts.get(group);
      if (counts !== undefined) mergeRankedCounts(state, counts);
      const to = from + (lengths[group] as number);
      if (to === from) continue;
      this.#copy(group, all, from);
      countRun(state, { numbers: all, from, to });
      from = to;
    }
  }

  #makeRoom(group: number): void {
    const start = this.#starts[group] as number;
    const length = start === NONE ? FIRST_BLOCK : 2 * ((this.#ends[group] as number) - start);
    if (length > LAST_BLOCK) {
      this.#countAll(group, start);
      return;
    }
    const next = this.#used;
    this.#used += length;
    this.#numbers = withRoom(this.#numbers, this.#used);
    this.#numbers[next] = start;
    this.#starts[group] = next;
    this.#places[group] = next + 1;
    this.#ends[group] = this.#used;
  }

  /** Counts the numbers of a group, which then begins anew in its newest block. */
  #countAll(group: number, start: number): void {
    const numbers = new Float64Array(this.#lengthOf(group));
    this.#copy(group, numbers, 0);
    const counts = this.#counts.get(group) ?? rankedCounts();
    this.#counts.set(group, counts);
    countRun(counts, { numbers, from: 0, to: numbers.length });
    this.#numbers[start] = NONE;
    this.#places[group] = start + 1;
  }

  #lengthOf(group: number): number {
    let total = 0;
    this.#eachBlock(group, (from, to) => {
      total += to - from;
    });
    return total;
  }

  #copy(group: number, target: Float64Array, at: number): void {
    let next = at;
    this.#eachBlock(group, (from, to) => {
      copyNumbers(this.#numbers, from, to, target, next);
      next += to - from;
    });
  }

  /** The numbers of a group, block by block, from its newest one, which alone may have room left. */
  #eachBlock(group: number, visit: (from: number, to: number) => void): void {
    let start = this.#starts[group] ?? NONE;
    if (start === NONE) return;
    visit(start + 1, this.#places[group] as number);
    let length = (this.#ends[group] as number) - start;
    for (start = this.#numbers[start] as number; start !== NONE; start = this.#numbers[start] as number) {
      length /= 2;
      visit(start + 1, start + length);
    }
  }
}

/** Adds numbers to the blocks of their groups; gives the place of the first that finds no room there, or the end. */
function addWhileRoom(
  groups: Int32Array,
  numbers: Float64Array,
  from: number,
  count: number,
  blocks: Float64Array,
  places: Int32Array,
  ends: Int32Array,
): number {
  for (let at = from; at < count; at++) {
    const number = numbers[at] as number;
    if (Number.isNaN(number)) continue;
    const group = groups[at] as number;
    const place = places[group] as number;
    if (place === ends[group]) return at;
    // The sum has no negative zero, as in `countNumber`.
    blocks[place] = number + 0;
    places[group] = place + 1;
  }
  return count;
}

/** A loop, because most blocks are so short that an array of their part takes longer to make. */
function copyNumbers(source: Float64Array, from: number, to: number, target: Float64Array, at: number): void {
  for (let place = from; place < to; place++) target[at + place - from] = source[place] as number;
}
