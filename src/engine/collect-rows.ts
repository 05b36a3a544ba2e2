import type { CollectRows } from "../plan/index.ts";
import { groupKey } from "./group-key.ts";
import type { Row } from "./row.ts";
import { rowComparator } from "./row-order.ts";

/** Keeps the first rows in an order, in memory that grows with the limit, or with the different rows. */
export interface RowCollector {
  /** Keeps a copy of the row, if it is among the first so far. */
  readonly add: (row: Row) => void;
  /**
   * Says where in the input the row stands that is added next, as a whole number. Without it each row stands
   * a little behind the one before.
   */
  readonly placeAt: (place: number) => void;
  /** Where the row stands that was added last. */
  readonly place: () => number;
  /** A row that others must not sort behind to be kept, or undefined where there is room for any. */
  readonly last: () => Row | undefined;
  /** Whether `add` would not keep the row, which is told by the slots of the order alone. */
  readonly turnsAway: (row: Row) => boolean;
  /** Whether no further row can change the result. */
  readonly isFull: () => boolean;
  /** The rows in order; ties stay in the order in which they were added. */
  readonly rows: () => Row[];
}

/** `bound`: a row that as many others, collected elsewhere, do not sort behind: what does can be left out. */
export function collectRows({ order, limit, distinct, isAny }: CollectRows, bound?: Row): RowCollector {
  const compare = rowComparator(order);
  const isOutOfBounds = (row: Row): boolean => bound !== undefined && compare(row, bound) > 0;
  const first = new FirstRows(compare, limit);
  const best = new BestRows(compare, limit);
  let place = 0;
  let added = 0;
  return {
    add: (row) => {
      added++;
      place += BEHIND;
      if (isOutOfBounds(row)) return;
      const values = distinct?.map((slot) => row[slot]);
      if (values === undefined || values.includes(undefined)) first.add(row, place);
      else best.add(groupKey(values), row, place);
    },
    placeAt: (next) => {
      place = next;
    },
    place: () => place,
    last: () => (best.last ?? first.last)?.row ?? bound,
    turnsAway: (row) => isBehind(compare, row, place, best.last ?? first.last) || isOutOfBounds(row),
    isFull: () => isAny === true && added >= limit,
    rows: () => {
      const entries = [...first.entries(), ...best.entries()].sort(byPlace(compare));
      return entries.slice(0, limit).map(({ row }) => row);
    },
  };
}

/** Small enough for the rows that come of one line, and exact beside the number of two thousand million lines. */
const BEHIND = 2 ** -22;

interface Entry {
  readonly row: Row;
  place: number;
}

/** In place: where events come in the order of time, the newest replaces the one before it each time. */
function replace(entry: Entry, row: Row, place: number): void {
  for (let slot = 0; slot < row.length; slot++) entry.row[slot] = row[slot];
  entry.place = place;
}

type CompareRows = (left: Row, right: Row) => number;

function byPlace(compare: CompareRows): (left: Entry, right: Entry) => number {
  return (left, right) => compare(left.row, right.row) || left.place - right.place;
}

/** Whether a row comes behind the last one of a full collection: sorts behind it, or ties and stands behind it in the input. */
function isBehind(compare: CompareRows, row: Row, place: number, last: Entry | undefined): boolean {
  return last !== undefined && (compare(row, last.row) || place - last.place) >= 0;
}

/**
 * The best row of each key, of those keys whose best rows are the first `limit`: collects twice as many, then sorts and cuts.
 * A key that is cut off comes back with a row that is better than the last one, and with no other.
 */
class BestRows {
  readonly #compare: CompareRows;
  readonly #limit: number;
  #kept = new Map<string, Entry>();
  /** The last entry of a full collection. */
  last: Entry | undefined;

  constructor(compare: CompareRows, limit: number) {
    this.#compare = compare;
    this.#limit = limit;
  }

  add(key: string, row: Row, place: number): void {
    if (isBehind(this.#compare, row, place, this.last)) return;
    const known = this.#kept.get(key);
    if (known !== undefined) {
      if (!isBehind(this.#compare, row, place, known)) replace(known, row, place);
      return;
    }
    this.#kept.set(key, { row: [...row], place });
    if (this.#kept.size >= this.#limit * 2) this.#cut();
  }

  entries(): Iterable<Entry> {
    return this.#kept.values();
  }

  #cut(): void {
    const byOrder = byPlace(this.#compare);
    const kept = [...this.#kept].sort(([, left], [, right]) => byOrder(left, right)).slice(0, this.#limit);
    this.#kept = new Map(kept);
    const last = kept.at(-1)?.[1];
    // A copy: the entry may yet be replaced by a better one, and is then no longer the last.
    this.last = last && { row: [...last.row], place: last.place };
  }
}

/**
 * The first `limit` rows: collects twice as many, then sorts and cuts. A row that sorts after the
 * last one of a full collection is turned away with one comparison.
 */
class FirstRows {
  readonly #compare: CompareRows;
  readonly #limit: number;
  #kept: Entry[] = [];
  /** The last entry of a full collection. */
  last: Entry | undefined;

  constructor(compare: CompareRows, limit: number) {
    this.#compare = compare;
    this.#limit = limit;
  }

  add(row: Row, place: number): void {
    if (isBehind(this.#compare, row, place, this.last)) return;
    this.#kept.push({ row: [...row], place });
    if (this.#kept.length >= this.#limit * 2) this.#cut();
  }

  entries(): readonly Entry[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(byPlace(this.#compare)).slice(0, this.#limit);
    this.last = this.#kept.length === this.#limit ? this.#kept.at(-1) : undefined;
  }
}
