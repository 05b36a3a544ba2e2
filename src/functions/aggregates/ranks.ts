import { selectRank } from "../../support/select-rank.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import { numberArgument } from "../argument.ts";
import type { GroupStates, NumberEntrance } from "../function.ts";
import { type CountedNumbers, countedNumbers, countNumbers, mergeCounted, numberOfRank } from "./counted-numbers.ts";
import { MOST_IN_BLOCKS, NumberBlocks, type PackedBlocks } from "./number-blocks.ts";

/** So many numbers of a group take less room, and less time to keep, than their counts would. */
const MOST_UNCOUNTED = 8192;

/** The numbers of one group at a time: those of small groups need no memory of their own. */
let scratch = new Float64Array(0);

interface PackedRanks {
  readonly blocks: PackedBlocks;
  readonly counts: ReadonlyMap<number, CountedNumbers>;
}

/** Numbers that were kept elsewhere, with the number that each group had there, or -1. */
interface Part {
  readonly blocks: NumberBlocks;
  readonly groups: Int32Array;
}

/**
 * Numbers of many groups, to find the one of a rank: all of them where they are few, else how often each came. Which
 * of both depends on how many there are in the end, so that no split of the input shows.
 */
export class Ranks implements GroupStates {
  readonly numbers: NumberEntrance = {
    takes: "numbers",
    add: (groups, numbers, count, groupCount) => {
      this.#own.add(groups, numbers, count, groupCount, (group) => this.#count(group));
    },
  };
  /** The rank, from 1, that is wanted among so many numbers. */
  readonly #rankOf: (total: number) => number;
  readonly #own = new NumberBlocks();
  readonly #parts: Part[] = [];
  readonly #counts = new Map<number, CountedNumbers>();
  #groupCount = 0;

  constructor(rankOf: (total: number) => number) {
    this.#rankOf = rankOf;
  }

  add(group: number, value: Value): void {
    const number = numberArgument(value);
    if (number !== undefined) this.numbers.add(Int32Array.of(group), Float64Array.of(number), 1, group + 1);
  }

  pack(groupCount: number): PackedRanks {
    this.#takeInParts(groupCount);
    return { blocks: this.#own.pack(groupCount), counts: this.#counts };
  }

  merge(packed: unknown, places: Int32Array, groupCount: number): void {
    const { blocks, counts } = packed as PackedRanks;
    const groups = new Int32Array(groupCount).fill(-1);
    for (const [group, place] of places.entries()) groups[place] = group;
    this.#parts.push({ blocks: new NumberBlocks(blocks), groups });
    for (const [group, counted] of counts) this.#takeOver(places[group] as number, counted);
    this.#groupCount = groupCount;
  }

  finish(group: number): Value {
    if (!this.#counts.has(group)) {
      scratch = withRoom(scratch, (1 + this.#parts.length) * MOST_IN_BLOCKS);
      const count = this.#copyUncounted(group, scratch);
      if (count === 0) return undefined;
      if (count < MOST_UNCOUNTED) return selectRank(scratch, count, this.#rankOf(count));
    }
    // Also where it is not needed, so that how numbers are kept depends on them alone.
    const all = this.#count(group);
    return numberOfRank(all, this.#rankOf(all.total));
  }

  isApproximate(): boolean {
    const bound = this.#parts.reduce((sum, { blocks }) => sum + blocks.bound(), this.#own.bound());
    if (bound <= MOST_UNCOUNTED && this.#counts.size === 0) return false;
    for (let group = 0; group < this.#groupCount; group++) {
      if (this.#uncountedOf(group) >= MOST_UNCOUNTED || this.#counts.has(group)) this.#count(group);
    }
    return [...this.#counts.values()].some(({ isBucketed }) => isBucketed);
  }

  #uncountedOf(group: number): number {
    let total = this.#own.lengthOf(group);
    for (const { blocks, groups } of this.#parts) total += blocks.lengthOf(groups[group] ?? -1);
    return total;
  }

  /** Gives how many they are. */
  #copyUncounted(group: number, target: Float64Array): number {
    let count = this.#own.copy(group, target, 0);
    for (const { blocks, groups } of this.#parts) count = blocks.copy(groups[group] ?? -1, target, count);
    return count;
  }

  /** Counts all numbers of a group. */
  #count(group: number): CountedNumbers {
    const numbers = new Float64Array(this.#uncountedOf(group));
    this.#copyUncounted(group, numbers);
    this.#own.clear(group);
    for (const { groups } of this.#parts) groups[group] = -1;
    const counted = this.#countedOf(group);
    countNumbers(counted, numbers, numbers.length);
    return counted;
  }

  #takeOver(group: number, counted: CountedNumbers): void {
    const known = this.#counts.get(group);
    if (known === undefined) this.#counts.set(group, counted);
    else mergeCounted(known, counted);
  }

  #countedOf(group: number): CountedNumbers {
    let counted = this.#counts.get(group);
    if (counted === undefined) {
      counted = countedNumbers();
      this.#counts.set(group, counted);
    }
    return counted;
  }

  #takeInParts(groupCount: number): void {
    for (const { blocks, groups } of this.#parts.splice(0)) {
      for (const [group, there] of groups.entries()) {
        const numbers = new Float64Array(blocks.lengthOf(there));
        blocks.copy(there, numbers, 0);
        const all = new Int32Array(numbers.length).fill(group);
        this.numbers.add(all, numbers, numbers.length, groupCount);
      }
    }
  }
}
