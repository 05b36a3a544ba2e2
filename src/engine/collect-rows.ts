import type { CollectRows } from "../plan/index.ts";
import { groupKey } from "./group-key.ts";
import type { Row } from "./row.ts";
import { rowComparator } from "./row-order.ts";

/** Keeps the first rows in an order, in memory that grows with the limit, or with the different rows. */
export interface RowCollector {
  /** Keeps a copy of the row, if it is among the first so far. */
  readonly add: (row: Row) => void;
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
  let sequence = 0;
  return {
    add: (row) => {
      sequence++;
      const values = distinct?.map((slot) => row[slot]);
      if (values === undefined || values.includes(undefined)) {
        first.add(row, sequence);
        return;
      }
      const key = groupKey(values);
      const known = best.get(key);
      if (known === undefined) best.set(key, { row: [...row], sequence });
      else if (compare(row, known.row) < 0) replace(known, row, sequence);
    },
    turnsAway: (row) => distinct === undefined && first.turnsAway(row),
    isFull: () => isAny === true && sequence >= limit,
    rows: () => {
      const entries = [...first.entries(), ...best.values()].sort(bySequence(compare));
      return entries.slice(0, limit).map(({ row }) => row);
    },
  };
}

interface Entry {
  readonly row: Row;
  sequence: number;
}

/** In place: where events come in the order of time, the newest replaces the one before it each time. */
function replace(entry: Entry, row: Row, sequence: number): void {
  for (let slot = 0; slot < row.length; slot++) entry.row[slot] = row[slot];
  entry.sequence = sequence;
}

type CompareRows = (left: Row, right: Row) => number;

function bySequence(compare: CompareRows): (left: Entry, right: Entry) => number {
  return (left, right) => compare(left.row, right.row) || left.sequence - right.sequence;
}

/**
 * The first `limit` rows: collects twice as many, then sorts and cuts. A row that sorts after the
 * last one of a full collection is turned away with one comparison.
 */
class FirstRows {
  readonly #compare: CompareRows;
  readonly #limit: number;
  #kept: Entry[] = [];
  #last: Row | undefined;

  constructor(compare: CompareRows, limit: number) {
    this.#compare = compare;
    this.#limit = limit;
  }

  /** Whether a row sorts behind a full collection, where later rows that tie come as well. */
  turnsAway(row: Row): boolean {
    return this.#last !== undefined && this.#compare(row, this.#last) >= 0;
  }

  add(row: Row, sequence: number): void {
    if (this.turnsAway(row)) return;
    this.#kept.push({ row: [...row], sequence });
    if (this.#kept.length >= this.#limit * 2) this.#cut();
  }

  entries(): readonly Entry[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(bySequence(this.#compare)).slice(0, this.#limit);
    this.#last = this.#kept.length === this.#limit ? this.#kept.at(-1)?.row : undefined;
  }
}
