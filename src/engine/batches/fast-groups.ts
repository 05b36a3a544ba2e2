import type { Aggregate, Batch, BatchRows, RowList } from "../../plan/index.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Aggregator, BoundCall } from "../aggregate.ts";
import type { GroupTable } from "../group-table.ts";
import type { BatchPart, Numbering } from "./batch-part.ts";
import { createPart } from "./create-part.ts";
import { createAdder } from "./group-adder.ts";
import { numberedPart, PairNumbers, SeenNumbers } from "./key-numbers.ts";
import type { PartContext } from "./part-context.ts";

/** Adds the rows of batches to groups without making rows of them. */
export interface FastGroups {
  /** Called for every batch, before its rows are added. */
  readonly startBatch: (batch: Batch, rows: BatchRows) => void;
  readonly add: (list: RowList) => void;
  /** Called at last: what is kept beside the groups goes into them. */
  readonly finish: () => void;
}

/**
 * Finds the groups of rows by numbers instead of texts, where every key and every argument depends
 * on one column or on the time alone; undefined where one does not. What is done with many rows is done in
 * short loops over arrays of numbers, one after the other: those are fast from the start, where one
 * long loop over all would be compiled again and again as it meets something new.
 */
export function fastGroups(
  aggregate: Aggregate,
  aggregator: Aggregator,
  groups: GroupTable,
  context: PartContext,
): FastGroups | undefined {
  const keys = allOf(aggregate.keys.map(({ expression }) => createPart(expression, context)));
  const values = allOf(aggregate.aggregates.map((call) => createPart(call.value, context)));
  if (keys === undefined || values === undefined) return undefined;
  const finder = new GroupFinder(keys.map(numberedPart));
  /** The numbers of groups in the table, by those that the finder gives them. */
  const known: number[] = [];
  const adders = values.map((part, index) => {
    const found = { states: groups.states[index] as unknown[], known };
    return createAdder(part, aggregator.calls[index] as BoundCall, found);
  });
  const parts: readonly BatchPart[] = [...keys, ...values];
  let times: Float64Array = new Float64Array(0);
  return {
    startBatch: (batch, rows) => {
      ({ times } = batch);
      for (const { start } of parts) start(batch, rows);
    },
    add: (list) => {
      const numbers = finder.find(list);
      for (let at = 0; known.length < finder.count; at++) {
        at = placeOfNew(numbers, at, list.count, known.length);
        const row = list.rows[at] as number;
        const keyValues = keys.map((key) => key.valueOf(row));
        known.push(groups.unseenGroupOf(keyValues, aggregator.startState));
      }
      for (const { add } of adders) add(list, numbers, times);
    },
    finish: () => {
      for (const { finish } of adders) finish();
    },
  };
}

/** The next place of a group that is not among the first `known` ones. */
function placeOfNew(numbers: Int32Array, from: number, end: number, known: number): number {
  let at = from;
  while (at < end && (numbers[at] as number) < known) at++;
  return at;
}

function allOf<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  return items.every((item) => item !== undefined) ? (items as readonly Item[]) : undefined;
}

/**
 * Numbers groups from 0, as they are first seen, by the numbers of their keys; pairs of numbers are numbered
 * in turn.
 */
class GroupFinder {
  readonly #first: Numbering<Int32Array> | undefined;
  readonly #others: readonly { readonly key: Numbering<Int32Array>; readonly pairs: PairNumbers }[];
  readonly #seen = new SeenNumbers();
  #found = new Int32Array(0);
  #second = new Int32Array(0);
  /** How many groups there are so far. */
  count = 0;

  constructor([first, ...others]: readonly Numbering<Int32Array>[]) {
    this.#first = first;
    this.#others = others.map((key) => ({ key, pairs: new PairNumbers() }));
  }

  /** The numbers of the groups of rows, valid until the next call. */
  find(list: RowList): Int32Array {
    this.#found = withRoom(this.#found, list.count);
    this.#second = withRoom(this.#second, list.count);
    if (this.#first === undefined) {
      this.count = 1; // of number 0
      return this.#found;
    }
    this.#first.fill(list, this.#found);
    if (this.#others.length === 0) this.count = this.#seen.fill(this.#found, list.count);
    for (const { key, pairs } of this.#others) {
      key.fill(list, this.#second);
      this.count = pairs.fill(this.#found, this.#second, list.count);
    }
    return this.#found;
  }
}
