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
    const pivot = middleOf(numbers[from] as number, numbers[(from + to) >>> 1] as number, numbers[to - 1] as number);
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

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
