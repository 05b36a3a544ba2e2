import type { OrderKey } from "../plan/index.ts";
import { compareForSort } from "../values/index.ts";
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
