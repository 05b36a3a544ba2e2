import { addExactly, type ExactSum, exactSum, mayOverflow, mergeExactSums } from "../../support/exact-sum.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Aggregation, Tally } from "../function.ts";

export interface SumState {
  count: number;
  readonly sum: ExactSum;
}

/** The states of many groups: their counts and sums in two arrays, and in full those that take more than a double. */
interface PackedSums {
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  readonly full: readonly (readonly [number, SumState])[];
}

export const sumPacking: NonNullable<Aggregation<SumState>["packing"]> = {
  pack: (states): PackedSums => ({
    counts: Float64Array.from(states, ({ count }) => count),
    totals: Float64Array.from(states, ({ sum }) => sum.partials[0] ?? 0),
    full: [...states.entries()].filter(([, { sum }]) => sum.partials.length > 1 || sum.huge !== 0n),
  }),
  unpack: (packed) => {
    const { counts, totals, full } = packed as PackedSums;
    const states = Array.from(counts, (count, group): SumState => {
      return { count, sum: { partials: [totals[group] as number], huge: 0n } };
    });
    for (const [group, state] of full) states[group] = state;
    return states;
  },
};

/**
 * Sums of many groups. Each is a total and what was lost to it by rounding, which whole numbers do
 * without; what is lost to that, or could overflow, goes into an exact sum of its own.
 */
export class SumTally implements Tally<SumState> {
  readonly takes = "numbers";
  #counts = new Float64Array(0);
  #totals = new Float64Array(0);
  #losses = new Float64Array(0);
  readonly #rests = new Map<number, ExactSum>();

  add(groups: Int32Array, numbers: Float64Array, count: number, groupCount: number): void {
    const counts = withRoom(this.#counts, groupCount);
    const totals = withRoom(this.#totals, groupCount);
    this.#counts = counts;
    this.#totals = totals;
    this.#losses = withRoom(this.#losses, groupCount);
    for (let at = 0; at < count; at++) {
      const number = numbers[at] as number;
      if (Number.isNaN(number)) continue;
      const group = groups[at] as number;
      (counts[group] as number)++;
      const before = totals[group] as number;
      const total = before + number;
      if (mayOverflow(number) || mayOverflow(total)) {
        addExactly(this.#restOf(group), number);
        continue;
      }
      totals[group] = total;
      const lost = lostBy(before, number, total);
      if (lost !== 0) this.#lose(group, lost);
    }
  }

  finish(states: readonly SumState[]): void {
    for (const [group, state] of states.entries()) {
      if (group >= this.#counts.length) return;
      state.count += this.#counts[group] as number;
      addExactly(state.sum, this.#totals[group] as number);
      addExactly(state.sum, this.#losses[group] as number);
      const rest = this.#rests.get(group);
      if (rest !== undefined) mergeExactSums(state.sum, rest);
    }
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
