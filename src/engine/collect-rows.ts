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

export function collectRows({ order, limit, distinct, isAny }: CollectRows): RowCollector {
  const compare = rowComparator(order);
  const first = new FirstRows(compare, limit);
  const best = new Map<string, Entry>();
  let place = 0;
  let added = 0;
  return {
    add: (row) => {
      added++;
      place += BEHIND;
      const values = distinct?.map((slot) => row[slot]);
      if (values === undefined || values.includes(undefined)) {
        first.add(row, place);
        return;
      }
      const key = groupKey(values);
      const known = best.get(key);
      if (known === undefined) best.set(key, { row: [...row], place });
      else if ((compare(row, known.row) || place - known.place) < 0) replace(known, row, place);
    },
    placeAt: (next) => {
      place = next;
    },
    place: () => place,
    last: () => first.last?.row,
    turnsAway: (row) => distinct === undefined && first.turnsAway(row, place),
    isFull: () => isAny === true && added >= limit,
    rows: () => {
      const entries = [...first.entries(), ...best.values()].sort(byPlace(compare));
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

  /** Whether a row comes behind a full collection: sorts behind it, or ties and stands behind it in the input. */
  turnsAway(row: Row, place: number): boolean {
    return this.last !== undefined && (this.#compare(row, this.last.row) || place - this.last.place) >= 0;
  }

  add(row: Row, place: number): void {
    if (this.turnsAway(row, place)) return;
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
