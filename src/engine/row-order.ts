import type { OrderKey } from "../plan/index.ts";
import { compareForSort, isTimestamp, type Value } from "../values/index.ts";
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
 * Rows in the order of their keys; rows that tie keep their order. They are compared by numbers that stand for
 * their values: comparing values takes many times as long, and keys of groups are few that come again and again.
 */
export function inOrder(rows: readonly Row[], order: readonly OrderKey[]): Row[] {
  const known: (Float64Array | undefined)[] = [];
  const ranksOf = (key: number): Float64Array => {
    const { slot, direction } = order[key] as OrderKey;
    return ranksInOrder(
      rows.map((row) => row[slot]),
      direction === "asc" ? 1 : -1,
    );
  };
  const places = Uint32Array.from(rows.keys()).sort((left, right) => {
    for (let key = 0; key < order.length; key++) {
      known[key] ??= ranksOf(key); // the later keys are needed for rows that tie alone
      const ranks = known[key] as Float64Array;
      const difference = (ranks[left] as number) - (ranks[right] as number);
      if (difference !== 0) return difference;
    }
    return left - right;
  });
  return Array.from(places, (place) => rows[place] as Row);
}

/** The first of rows in the order of their keys. Of many rows most are told by one comparison that they come later. */
export function firstInOrder(rows: readonly Row[], order: readonly OrderKey[], count: number): Row[] {
  const compare = rowComparator(order);
  const room = Math.max(2 * count, LEAST_ROOM);
  let first: Row[] = [];
  let last: Row | undefined;
  for (const row of rows) {
    // A row that ties comes behind those before it.
    if (last !== undefined && compare(row, last) >= 0) continue;
    first.push(row);
    if (first.length < room) continue;
    first = inOrder(first, order).slice(0, count);
    last = first[count - 1];
  }
  return inOrder(first, order).slice(0, count);
}

/** Fewer rows are put in order at once. */
const LEAST_ROOM = 1000;

/** Numbers that stand in the order of values, missing ones first, or with the sign turned; those of values that tie are the same. */
function ranksInOrder(values: readonly Value[], sign: 1 | -1): Float64Array {
  const ranks = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const rank = plainRank(values[at]);
    if (rank === undefined) return placesInOrder(values, sign);
    ranks[at] = rank * sign;
  }
  return areOfOneKind(values) ? ranks : placesInOrder(values, sign);
}

/** Before all numbers and times. */
const MISSING = -Number.MAX_VALUE;

/** The rank of numbers and of times among their like; undefined where it takes a comparison. */
function plainRank(value: Value): number | undefined {
  if (value === undefined) return MISSING;
  if (typeof value === "number") return value > MISSING && value <= Number.MAX_VALUE ? value : undefined;
  return isTimestamp(value) ? value.epochMilliseconds : undefined;
}

/** Whether there are not both numbers and times, of which equal ones print differently. */
function areOfOneKind(values: readonly Value[]): boolean {
  return !(values.some((value) => typeof value === "number") && values.some((value) => typeof value === "object"));
}

/** For each value its place in their order; values that tie share one. */
function placesInOrder(values: readonly Value[], sign: 1 | -1): Float64Array {
  const different = [...new Set(values)].filter((value) => value !== undefined).sort(compareForSort);
  const places = new Map<Value, number>([[undefined, 0]]);
  let place = 1;
  for (const [index, value] of different.entries()) {
    if (index > 0 && compareForSort(different[index - 1], value) !== 0) place++;
    places.set(value, place);
  }
  return Float64Array.from(values, (value) => (places.get(value) as number) * sign);
}
