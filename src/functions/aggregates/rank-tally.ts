import { withRoom } from "../../support/with-room.ts";
import type { Tally } from "../function.ts";
import {
  countNumbers,
  countRun,
  MOST_UNCOUNTED,
  mergeRankedCounts,
  type RankedCounts,
  rankedCounts,
} from "./ranked-counts.ts";

/** So many numbers are held before they are put to those of their groups. */
const MOST_HELD = 256 * 1024;

/** So many numbers of a group at once are kept as an array, which is sent to another thread as fast as memory is copied. */
const LEAST_RUN = 32;

/** Numbers of many groups: held as they come, and brought together by group when they are many. */
export class RankTally implements Tally<RankedCounts> {
  readonly takes = "numbers";
  #groups = new Int32Array(0);
  #numbers = new Float64Array(0);
  #held = 0;
  /** What each group has come to, without the numbers that are held. */
  readonly #counts: RankedCounts[] = [];

  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void {
    while (this.#counts.length < groupCount) this.#counts.push(rankedCounts());
    const room = Math.min(MOST_HELD, this.#held + count);
    this.#groups = withRoom(this.#groups, room);
    this.#numbers = withRoom(this.#numbers, room);
    for (let from = 0; from < count; ) {
      const to = Math.min(count, from + MOST_HELD - this.#held);
      this.#held = holdNumbers(this.#groups, this.#numbers, this.#held, groups, numbers, from, to);
      if (this.#held === MOST_HELD) this.#bringTogether();
      from = to;
    }
  }

  finish(states: readonly RankedCounts[]): void {
    this.#bringTogether();
    for (const [group, counts] of this.#counts.entries()) {
      const state = states[group];
      if (state !== undefined) mergeRankedCounts(state, counts);
    }
  }

  /** Sorts the numbers that are held by their groups, and puts them to those of the groups. */
  #bringTogether(): void {
    const ends = endsOf(this.#groups, this.#held, this.#counts.length);
    const sorted = new Float64Array(this.#held);
    const starts = sortInto(sorted, this.#numbers, this.#groups, this.#held, ends);
    // Arrays that are parts of one keep all of it.
    const isShared = inRuns(starts, ends) * 2 > this.#held;
    this.#held = 0;
    for (let group = 0; ; group++) {
      group = groupWithNumbers(group, starts, ends);
      const counts = this.#counts[group];
      if (counts === undefined) return;
      const start = starts[group] as number;
      const end = ends[group] as number;
      if (end - start < LEAST_RUN) countNumbers(counts, sorted, start, end);
      else countRun(counts, isShared ? sorted.subarray(start, end) : sorted.slice(start, end));
    }
  }
}

/** How many numbers of all will be kept in arrays: more of one group are counted at once. */
function inRuns(starts: Uint32Array, ends: Uint32Array): number {
  let total = 0;
  for (let group = 0; group < ends.length; group++) {
    const length = (ends[group] as number) - (starts[group] as number);
    if (length >= LEAST_RUN && length < MOST_UNCOUNTED) total += length;
  }
  return total;
}

/** Adds what is a number to those that are held; gives how many are. */
function holdNumbers(
  heldGroups: Int32Array,
  heldNumbers: Float64Array,
  held: number,
  groups: Int32Array,
  numbers: Float64Array,
  from: number,
  to: number,
): number {
  let count = held;
  for (let at = from; at < to; at++) {
    const number = numbers[at] as number;
    if (Number.isNaN(number)) continue;
    heldGroups[count] = groups[at] as number;
    // The sum has no negative zero, as in `countNumber`.
    heldNumbers[count++] = number + 0;
  }
  return count;
}

/** The next group that has numbers, or the end. */
function groupWithNumbers(from: number, starts: Uint32Array, ends: Uint32Array): number {
  let group = from;
  while (group < ends.length && starts[group] === ends[group]) group++;
  return group;
}

/** Where each group ends, once numbers stand in the order of their groups. */
function endsOf(groups: Int32Array, count: number, groupCount: number): Uint32Array {
  const ends = new Uint32Array(groupCount);
  countByGroup(ends, groups, count);
  for (let group = 1; group < groupCount; group++) ends[group] = (ends[group] as number) + (ends[group - 1] as number);
  return ends;
}

/** A function of its own: what stands behind a loop has never run when V8 optimizes it for the first time. */
function countByGroup(counts: Uint32Array, groups: Int32Array, count: number): void {
  for (let at = 0; at < count; at++) (counts[groups[at] as number] as number)++;
}

/** Puts numbers in the order of their groups; gives where each group starts. */
function sortInto(
  sorted: Float64Array,
  numbers: Float64Array,
  groups: Int32Array,
  count: number,
  ends: Uint32Array,
): Uint32Array {
  const places = ends.slice();
  for (let at = count - 1; at >= 0; at--) {
    const group = groups[at] as number;
    const place = (places[group] as number) - 1;
    places[group] = place;
    sorted[place] = numbers[at] as number;
  }
  return places;
}
