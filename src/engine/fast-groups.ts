import type { Aggregate, Batch, BatchRows } from "../plan/index.ts";
import type { Aggregator, Group, Groups } from "./aggregate.ts";
import { type BatchPart, createPart, type PartContext } from "./batch-part.ts";
import { numberedPart, PairNumbers } from "./key-numbers.ts";

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
  let times: Float64Array = new Float64Array(0);
  const adders = values.map((part, index) =>
    adder(part, aggregator.calls[index] as Aggregator["calls"][number], (row) => timeAt(times, row)),
  );
  const find = groupFinder(numbered, (row) =>
    aggregator.groupOf(
      groups,
      keys.map((key) => key.valueOf(row)),
    ),
  );
  return {
    startBatch: (batch) => {
      ({ times } = batch);
      for (const { start } of [...keys, ...values]) start(batch);
    },
    add: (row) => {
      const { states } = find(row);
      for (let index = 0; index < adders.length; index++) (adders[index] as Adder)(states[index], row);
    },
  };
}

/** Adds the value of a row to the state of an aggregate. */
type Adder = (state: unknown, row: number) => void;

function adder(part: BatchPart, call: Aggregator["calls"][number], timeOf: (row: number) => number | undefined): Adder {
  const { aggregation, timeSlot } = call;
  if (aggregation.addNumber !== undefined) {
    const addNumber = aggregation.addNumber.bind(aggregation);
    return (state, row) => {
      const number = part.numberOf(row);
      if (!Number.isNaN(number)) addNumber(state, number);
    };
  }
  if (timeSlot === undefined) return (state, row) => aggregation.add(state, part.valueOf(row), undefined);
  return (state, row) => aggregation.add(state, part.valueOf(row), timeOf(row));
}

function allOf<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  return items.every((item) => item !== undefined) ? (items as readonly Item[]) : undefined;
}

function timeAt(times: Float64Array, row: number): number | undefined {
  const time = times[row] as number;
  return Number.isNaN(time) ? undefined : time;
}

/** Finds groups by the numbers of their keys; pairs of numbers are numbered in turn. */
function groupFinder(keys: readonly ((row: number) => number)[], create: (row: number) => Group) {
  const known: (Group | undefined)[] = [];
  const [first = () => 0, ...others] = keys;
  const rest = others.map((numberOf) => ({ numberOf, pairs: new PairNumbers() }));
  return (row: number): Group => {
    let number = first(row);
    for (let index = 0; index < rest.length; index++) {
      const { numberOf, pairs } = rest[index] as (typeof rest)[number];
      number = pairs.numberOf(number, numberOf(row));
    }
    let group = known[number];
    if (group === undefined) {
      group = create(row);
      known[number] = group;
    }
    return group;
  };
}
