import type { Aggregate, Batch, BatchRows } from "../plan/index.ts";
import type { Aggregator, Group, Groups } from "./aggregate.ts";
import { type BatchPart, createPart, type PartContext } from "./batch-part.ts";

/** Adds the rows of batches to groups without making rows of them. */
export interface FastGroups {
  /** Called for every batch, before its rows are added. */
  readonly startBatch: (batch: Batch, rows: BatchRows) => void;
  readonly add: (row: number) => void;
}

/**
 * Finds the groups of rows by numbers instead of texts, where every key and every argument depends
 * on one column or on the time alone; undefined where one does not.
 */
export function fastGroups(
  aggregate: Aggregate,
  aggregator: Aggregator,
  groups: Groups,
  context: PartContext,
): FastGroups | undefined {
  const keys = allOf(aggregate.keys.map(({ expression }) => createPart(expression, context)));
  const values = allOf(aggregate.aggregates.map((call) => createPart(call.value, context)));
  if (keys === undefined || values === undefined) return undefined;
  const numbered = keys.map(numberedPart);
  const adders = values.map((part, index) => ({ part, call: aggregator.calls[index] as Aggregator["calls"][number] }));
  const find = groupFinder(numbered, (row) =>
    aggregator.groupOf(
      groups,
      keys.map((key) => key.valueOf(row)),
    ),
  );
  let times: Float64Array = new Float64Array(0);
  return {
    startBatch: (batch) => {
      ({ times } = batch);
      for (const { start } of [...keys, ...values]) start(batch);
    },
    add: (row) => {
      const { states } = find(row);
      for (let index = 0; index < adders.length; index++) {
        const { part, call } = adders[index] as (typeof adders)[number];
        const time = call.timeSlot === undefined ? undefined : timeAt(times, row);
        call.aggregation.add(states[index], part.valueOf(row), time);
      }
    },
  };
}

function allOf<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  return items.every((item) => item !== undefined) ? (items as readonly Item[]) : undefined;
}

function timeAt(times: Float64Array, row: number): number | undefined {
  const time = times[row] as number;
  return Number.isNaN(time) ? undefined : time;
}

/** Gives the values of a key small numbers: equal values, by their printed text, the same one. */
function numberedPart(part: BatchPart): (row: number) => number {
  const numbers = new Map<string | undefined, number>();
  return part.memoize((text) => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  });
}

/** More different values than a key can have, so that a pair of numbers stays below 2^53. */
const MOST_NUMBERS = 2 ** 26;

/** Finds groups by the numbers of their keys; pairs of numbers are numbered in turn. */
function groupFinder(keys: readonly ((row: number) => number)[], create: (row: number) => Group) {
  const known: (Group | undefined)[] = [];
  const [first = () => 0, ...others] = keys;
  const rest = others.map((numberOf) => ({ numberOf, pairs: new Map<number, number>() }));
  return (row: number): Group => {
    let number = first(row);
    for (const { numberOf, pairs } of rest) {
      const pair = number * MOST_NUMBERS + numberOf(row);
      number = pairs.get(pair) ?? pairs.size;
      if (number === pairs.size) pairs.set(pair, number);
    }
    let group = known[number];
    if (group === undefined) {
      group = create(row);
      known[number] = group;
    }
    return group;
  };
}
