import { addExactly, type ExactSum, exactSum, mayOverflow, mergeExactSums } from "../../support/exact-sum.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import { numberArgument } from "../argument.ts";
import type { GroupStates, NumberEntrance } from "../function.ts";

/** By group: how many numbers there are, and the parts of their sum. */
interface PackedSums {
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  readonly losses: Float64Array;
  readonly rests: ReadonlyMap<number, ExactSum>;
}

/**
 * Exact sums of many groups. Each is a total and what was lost to it by rounding, which whole numbers do
 * without; what is lost to that, or could overflow, goes into an exact sum of its own.
 */
export class Sums implements GroupStates {
  readonly numbers: NumberEntrance = {
    takes: "numbers",
    add: (groups, numbers, count, groupCount) => {
      this.#makeRoom(groupCount);
      this.#addAll(groups, numbers, count);
    },
  };
  readonly #conclude: (sum: ExactSum, count: number) => Value;
  #counts = new Float64Array(0);
  #totals = new Float64Array(0);
  #losses = new Float64Array(0);
  readonly #rests = new Map<number, ExactSum>();

  /** `conclude`: what comes of the sum of so many numbers, of which there is at least one. */
  constructor(conclude: (sum: ExactSum, count: number) => Value) {
    this.#conclude = conclude;
  }

  add(group: number, value: Value): void {
    const number = numberArgument(value);
    if (number === undefined) return;
    this.#makeRoom(group + 1);
    (this.#counts[group] as number)++;
    this.#addTo(group, number);
  }

  pack(groupCount: number): PackedSums {
    this.#makeRoom(groupCount);
    return {
      counts: this.#counts.slice(0, groupCount),
      totals: this.#totals.slice(0, groupCount),
      losses: this.#losses.slice(0, groupCount),
      rests: this.#rests,
    };
  }

  merge(packed: unknown, places: Int32Array, groupCount: number): void {
    const { counts, totals, losses, rests } = packed as PackedSums;
    this.#makeRoom(groupCount);
    for (let group = 0; group < counts.length; group++) {
      const place = places[group] as number;
      (this.#counts[place] as number) += counts[group] as number;
      this.#addTo(place, totals[group] as number);
      this.#addTo(place, losses[group] as number);
    }
    for (const [group, rest] of rests) mergeExactSums(this.#restOf(places[group] as number), rest);
  }

  finish(group: number): Value {
    const count = this.#counts[group] ?? 0;
    if (count === 0) return undefined;
    const sum = exactSum();
    addExactly(sum, this.#totals[group] as number);
    addExactly(sum, this.#losses[group] as number);
    const rest = this.#rests.get(group);
    if (rest !== undefined) mergeExactSums(sum, rest);
    return this.#conclude(sum, count);
  }

  #makeRoom(groupCount: number): void {
    this.#counts = withRoom(this.#counts, groupCount);
    this.#totals = withRoom(this.#totals, groupCount);
    this.#losses = withRoom(this.#losses, groupCount);
  }

  #addAll(groups: Int32Array, numbers: Float64Array, count: number): void {
    const counts = this.#counts;
    for (let at = 0; at < count; at++) {
      const number = numbers[at] as number;
      if (Number.isNaN(number)) continue;
      const group = groups[at] as number;
      (counts[group] as number)++;
      this.#addTo(group, number);
    }
  }

  #addTo(group: number, number: number): void {
    const before = this.#totals[group] as number;
    const total = before + number;
    if (mayOverflow(number) || mayOverflow(total)) {
      addExactly(this.#restOf(group), number);
      return;
    }
    this.#totals[group] = total;
    const lost = lostBy(before, number, total);
    if (lost !== 0) this.#lose(group, lost);
  }

  #lose(group: number, lost: number): void {
    const before = this.#losses[group] as number;
    const total = before + lost;
    this.#losses[group] = total;
    const further = lostBy(before, lost, total);
    if (further !== 0) addExactly(this.#restOf(group), further);
  }

  #restOf(group: number): ExactSum {
    let rest = this.#rests.get(group);
    if (rest === undefined) {
      rest = exactSum();
      this.#rests.set(group, rest);
    }
    return rest;
  }
}

/** Knuth's two-sum: `total`, which is `left + right` rounded, and this are exactly their sum. */
function lostBy(left: number, right: number, total: number): number {
  const share = total - left;
  return left - (total - share) + (right - share);
}
