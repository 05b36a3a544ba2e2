import type { OrderKey } from "../plan/index.ts";
import { compareForSort, compareNumbered, isTimestamp, sortNumber, type Value } from "../values/index.ts";
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

/** The first rows in an order: what is wanted of many. */
export interface FirstRows {
  readonly order: readonly OrderKey[];
  readonly count: number;
}

/** The value by which a place is compared for a key of an order. */
export type KeyValue = (key: OrderKey, place: number) => Value;

/** Rows in the order of their keys; rows that tie keep their order. */
export function inOrder(rows: readonly Row[], order: readonly OrderKey[]): Row[] {
  const places = Uint32Array.from(rows.keys());
  return rowsAt(
    rows,
    placesInOrder(places, order, ({ slot }, place) => rows[place]?.[slot]),
  );
}

/** The first of rows in the order of their keys. */
export function firstInOrder(rows: readonly Row[], order: readonly OrderKey[], count: number): Row[] {
  return rowsAt(
    rows,
    firstPlaces(rows.length, order, ({ slot }, place) => rows[place]?.[slot], count),
  );
}

function rowsAt(rows: readonly Row[], places: Uint32Array): Row[] {
  return Array.from(places, (place) => rows[place] as Row);
}

/**
 * Ascending places in the order of their keys; those that tie stay as they are. They are compared by numbers that stand
 * for their values: comparing values takes many times as long, and keys of groups are few that come again and again.
 */
function placesInOrder(places: Uint32Array, order: readonly OrderKey[], keyValue: KeyValue): Uint32Array {
  const known: (Float64Array | undefined)[] = [];
  const ranksOf = (at: number): Float64Array => {
    const key = order[at] as OrderKey;
    return ranksInOrder(
      Array.from(places, (place) => keyValue(key, place)),
      key.direction === "asc" ? 1 : -1,
    );
  };
  const sorted = places
    .map((_, index) => index)
    .sort((left, right) => {
      for (let at = 0; at < order.length; at++) {
        known[at] ??= ranksOf(at); // the later keys are needed for places that tie alone
        const ranks = known[at] as Float64Array;
        const difference = (ranks[left] as number) - (ranks[right] as number);
        if (difference !== 0) return difference;
      }
      return left - right;
    });
  return sorted.map((index) => places[index] as number);
}

/** The first of so many places in the order of their keys. Of many places most are told by one comparison that they come later. */
export function firstPlaces(
  placeCount: number,
  order: readonly OrderKey[],
  keyValue: KeyValue,
  count: number,
): Uint32Array {
  const room = Math.max(4 * count, LEAST_ROOM);
  const held = new Uint32Array(Math.min(room, placeCount));
  let heldCount = 0;
  /** By key, of a full collection. */
  let last: readonly NumberedValue[] | undefined;
  const isBehindLast = (place: number): boolean => {
    if (last === undefined) return false;
    for (let at = 0; at < order.length; at++) {
      const key = order[at] as OrderKey;
      const value = keyValue(key, place);
      const ofLast = last[at] as NumberedValue;
      const difference = compareNumbered(value, sortNumber(value), ofLast.value, ofLast.number);
      if (difference !== 0) return key.direction === "asc" ? difference > 0 : difference < 0;
    }
    return true; // it ties, and comes behind those before it
  };
  const cut = (): void => {
    // Those that were held longer come first where they tie: their places are the lower ones.
    const first = placesInOrder(held.slice(0, heldCount).sort(), order, keyValue).subarray(0, count);
    held.set(first);
    heldCount = first.length;
    const place = first[count - 1];
    last = place === undefined ? undefined : order.map((key) => numbered(keyValue(key, place)));
  };
  for (let place = 0; place < placeCount; place++) {
    if (isBehindLast(place)) continue;
    held[heldCount++] = place;
    if (heldCount === room) cut();
  }
  cut();
  return held.slice(0, heldCount);
}

/** Fewer places are put in order at once. */
const LEAST_ROOM = 1000;

/** Numbers that stand in the order of values, missing ones first, or with the sign turned; those of values that tie are the same. */
function ranksInOrder(values: readonly Value[], sign: 1 | -1): Float64Array {
  const ranks = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const rank = plainRank(values[at]);
    if (rank === undefined) return placesAmong(values, sign);
    ranks[at] = rank * sign;
  }
  return areOfOneKind(values) ? ranks : placesAmong(values, sign);
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

/** A value that is compared many times. */
interface NumberedValue {
  readonly value: Value;
  readonly number: number | undefined;
}

function numbered(value: Value): NumberedValue {
  return { value, number: sortNumber(value) };
}

/** For each value its place in their order; values that tie share one. */
function placesAmong(values: readonly Value[], sign: 1 | -1): Float64Array {
  const different = [...new Set(values)].filter((value) => value !== undefined).map(numbered);
  different.sort((left, right) => compareNumbered(left.value, left.number, right.value, right.number));
  const places = new Map<Value, number>([[undefined, 0]]);
  let place = 1;
  for (const [index, { value }] of different.entries()) {
    if (index > 0 && compareForSort(different[index - 1]?.value, value) !== 0) place++;
    places.set(value, place);
  }
  return Float64Array.from(values, (value) => (places.get(value) as number) * sign);
}
