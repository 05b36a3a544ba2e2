import type { OrderKey } from "../plan/index.ts";
import { compareForSort, type Value } from "../values/index.ts";
import type { Row } from "./row.ts";

/** Compares rows by their keys in turn; rows that tie keep their order in a stable sort. */
export function rowComparator(order: readonly OrderKey[]): (left: Row, right: Row) => number {
  return (left, right) => {
    for (const { slot, direction } of order) {
      const difference = compareForSort(left[slot], right[slot]);
      if (difference !== 0) return direction === "asc" ? difference : -difference;
    }
    return 0;
  };
}

/**
 * Sorts rows by slots in turn, ascending. Keys of groups are few values that come again and again:
 * those are put in order once, and rows are compared by the places that their values have in it.
 */
export function sortAscending(rows: readonly Row[], slots: readonly number[]): Row[] {
  const places = slots.map((slot) => placesInOrder(rows.map((row) => row[slot])));
  const order = Uint32Array.from(rows.keys()).sort((left, right) => {
    for (const place of places) {
      const difference = (place[left] as number) - (place[right] as number);
      if (difference !== 0) return difference;
    }
    return left - right;
  });
  return Array.from(order, (index) => rows[index] as Row);
}

/** For each value its place in their ascending order, missing ones first; values that tie share one. */
function placesInOrder(values: readonly Value[]): Uint32Array {
  const different = [...new Set(values)].filter((value) => value !== undefined).sort(compareForSort);
  const places = new Map<Value, number>([[undefined, 0]]);
  let place = 1;
  for (const [index, value] of different.entries()) {
    if (index > 0 && compareForSort(different[index - 1], value) !== 0) place++;
    places.set(value, place);
  }
  return Uint32Array.from(values, (value) => places.get(value) as number);
}
