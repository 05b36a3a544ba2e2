/**
 * The number at a rank, from 1, among those from a place to another, none of them NaN; they change their places.
 * Hoare's selection: takes time in proportion to the count, where sorting takes more.
 */
export function selectRank(numbers: Float64Array, start: number, end: number, rank: number): number {
  const wanted = start + rank - 1;
  let from = start;
  let to = end - 1;
  while (from < to) {
    const pivot = middleOf(numbers[from] as number, numbers[(from + to) >>> 1] as number, numbers[to] as number);
    let left = from;
    let right = to;
    while (left <= right) {
      while ((numbers[left] as number) < pivot) left++;
      while ((numbers[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = numbers[left] as number;
      numbers[left++] = numbers[right] as number;
      numbers[right--] = swapped;
    }
    // Below `right` nothing is above the pivot, from `left` on nothing below it; between them all are equal to it.
    if (wanted <= right) to = right;
    else if (wanted >= left) from = left;
    else return pivot;
  }
  return numbers[wanted] as number;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
