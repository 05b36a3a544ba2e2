import { withRoom } from "./with-room.ts";

/** The highest numbers so far: each is at most those at twice its place, from 1, and behind it. */
let heap = new Float64Array(0);

/**
 * The lowest of the so many highest, at least one, of the first `count` numbers, none of them NaN. Takes less time than
 * `selectRank` where few are wanted: most numbers are passed over after one look.
 */
export function lowestOfHighest(numbers: Float64Array, count: number, wanted: number): number {
  heap = withRoom(heap, wanted).fill(Number.NEGATIVE_INFINITY, 0, wanted);
  const highest = heap;
  for (let at = 0; at < count; at++) {
    const number = numbers[at] as number;
    if (number <= (highest[0] as number)) continue;
    // It takes the place of the lowest, or one below that, as far as lower ones move up.
    let place = 0;
    for (let lower = 1; lower < wanted; lower = 2 * place + 1) {
      if (lower + 1 < wanted && (highest[lower + 1] as number) < (highest[lower] as number)) lower++;
      if ((highest[lower] as number) >= number) break;
      highest[place] = highest[lower] as number;
      place = lower;
    }
    highest[place] = number;
  }
  return highest[0] as number;
}
