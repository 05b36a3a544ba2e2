import type { Tally } from "../function.ts";
import { countNumbers, mergeRankedCounts, type RankedCounts, rankedCounts } from "./ranked-counts.ts";

/** So many numbers are held before they are put to those of their groups. */
const MOST_HELD = 32 * 1024;

/** Numbers of many groups: held as they come, and brought together by group when they are many. */
export class RankTally implements Tally<RankedCounts> {
  readonly takes = "numbers";
  readonly #groups = new Int32Array(MOST_HELD);
  readonly #numbers = new Float64Array(MOST_HELD);
  #held = 0;
  /** What each group has come to, without the numbers that are held. */
  readonly #counts: RankedCounts[] = [];

  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void {
    while (this.#counts.length < groupCount) this.#counts.push(rankedCounts());
    for (let at = 0; at < count; at++) {
      const number = numbers[at] as number;
      if (Number.isNaN(number)) continue;
      if (this.#held === MOST_HELD) this.#bringTogether();
      this.#groups[this.#held] = groups[at] as number;
      // The sum has no negative zero, as in `countNumber`.
      this.#numbers[this.#held++] = number + 0;
    }
  }

  finish(states: readonly RankedCounts[]): void {
    this.#bringTogether();
    for (const [group, counts] of this.#counts.entries()) {
      const state = states[group];
      if (state !== undefined) mergeRankedCounts(state, counts);
    }
  }

  /** Sorts the numbers that are held by their groups, by counting, and puts them to those of the groups. */
  #bringTogether(): void {
    const ends = new Uint32Array(this.#counts.length);
    for (let at = 0; at < this.#held; at++) (ends[this.#groups[at] as number] as number)++;
    for (let group = 1; group < ends.length; group++)
      ends[group] = (ends[group] as number) + (ends[group - 1] as number);
    const sorted = new Float64Array(this.#held);
    const places = ends.slice();
    for (let at = this.#held - 1; at >= 0; at--) {
      const group = this.#groups[at] as number;
      const place = (places[group] as number) - 1;
      places[group] = place;
      sorted[place] = this.#numbers[at] as number;
    }
    // Each place has gone down from the end of its group to the start.
    for (const [group, counts] of this.#counts.entries()) {
      const start = places[group] as number;
      const end = ends[group] as number;
      countNumbers(counts, sorted, start, end);
    }
    this.#held = 0;
  }
}
