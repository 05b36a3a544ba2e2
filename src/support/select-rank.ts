import { createRandom } from "./random.ts";

/**
 * Pivots are taken by chance: numbers of a log often rise, or rise and fall, also what a partition leaves of them, so that
 * those of a fixed place would leave nearly all to be looked at again. The answer is the same for any.
 */
const pivotPlaces = createRandom(1);

/**
 * The number at a rank, from 1 for the lowest, among the first `count` numbers, at least one and none of them NaN; they
 * change their places. Quickselect (Hoare) with a partition that does not branch: which side a number is on can not be
 * foreseen, and each wrong guess of a processor takes as long as several numbers do.
 */
export function selectRank(numbers: Float64Array, count: number, rank: number): number {
  const wanted = count - rank; // its place where the highest come first
  let from = 0;
  let to = count;
  while (to - from > 1) {
    const pivot = middleOf(anyOf(numbers, from, to), anyOf(numbers, from, to), anyOf(numbers, from, to));
    const higherEnd = moveForward(numbers, from, to, pivot, 0);
    if (wanted < higherEnd) {
      to = higherEnd;
      continue;
    }
    from = moveForward(numbers, higherEnd, to, pivot, 1);
    if (wanted < from) return pivot;
  }
  return numbers[wanted] as number;
}

/** Moves those above a pivot, and those equal to it if `equal` is 1, before the others; gives where they end. */
function moveForward(numbers: Float64Array, from: number, to: number, pivot: number, equal: 0 | 1): number {
  let end = from;
  for (let at = from; at < to; at++) {
    const number = numbers[at] as number;
    numbers[at] = numbers[end] as number;
    numbers[end] = number;
    end += Number(number > pivot) | (Number(number === pivot) & equal);
  }
  return end;
}

function anyOf(numbers: Float64Array, from: number, to: number): number {
  return numbers[from + pivotPlaces.below(to - from)] as number;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
