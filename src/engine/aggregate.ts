import { type Aggregation, type Constant, findAggregate } from "../functions/index.ts";
import { type Aggregate, constantOf } from "../plan/index.ts";
import { InvariantError } from "../support/invariant-error.ts";
import { toNumber, type Value } from "../values/index.ts";
import { compileExpression, type Evaluate } from "./compile.ts";
import { groupKey } from "./group-key.ts";
import type { Row } from "./row.ts";

/** The groups of one shard, as plain data, by the text of their keys. */
export type Groups = Map<string, Group>;

/** A group: the values of its keys and the states of its aggregates. */
export interface Group {
  readonly keys: readonly Value[];
  readonly states: readonly unknown[];
}

/** Adds rows to groups, merges the groups of shards, and makes rows of them. */
export interface Aggregator {
  readonly add: (groups: Groups, row: Row) => void;
  /** The group with these values of its keys, which is made if it is new. */
  readonly groupOf: (groups: Groups, keys: readonly Value[]) => Group;
  /** The aggregates, for callers that add values themselves. */
  readonly calls: readonly BoundCall[];
  /** Adds the right groups, of later input, to the left ones. */
  readonly merge: (left: Groups, right: Groups) => void;
  /** One row a group, in no order. */
  readonly rows: (groups: Groups, slotCount: number) => Row[];
  /** Slots whose value in some group comes from a sketch. */
  readonly approximateSlots: (groups: Groups) => readonly number[];
}

type Key = Aggregate["keys"][number];

export interface BoundCall {
  readonly slot: number;
  readonly timeSlot: number | undefined;
  readonly argument: Evaluate;
  readonly aggregation: Aggregation<unknown>;
}

export function compileAggregate({ keys, aggregates }: Aggregate): Aggregator {
  const readKeys = keys.map(({ expression }) => compileExpression(expression));
  const calls: readonly BoundCall[] = aggregates.map((call) => ({
    slot: call.slot,
    timeSlot: call.timeSlot,
    argument: compileExpression(call.value),
    aggregation: bindAggregate(call.function, call.arguments.map(constantOf)),
  }));
  const groupOf = (groups: Groups, keyValues: readonly Value[]): Group => {
    const key = groupKey(keyValues);
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group = { keys: keyValues, states: calls.map(({ aggregation }) => aggregation.start()) };
    groups.set(key, group);
    return group;
  };
  return {
    groupOf,
    calls,
    add: (groups, row) => {
      const group = groupOf(
        groups,
        readKeys.map((read) => read(row)),
      );
      for (const [index, { aggregation, argument, timeSlot }] of calls.entries()) {
        const time = timeSlot === undefined ? undefined : toNumber(row[timeSlot]);
        aggregation.add(group.states[index], argument(row), time);
      }
    },
    merge: (left, right) => {
      for (const [key, group] of right) {
        const known = left.get(key);
        if (known === undefined) left.set(key, group);
        else for (const [i, { aggregation }] of calls.entries()) aggregation.merge(known.states[i], group.states[i]);
      }
    },
    rows: (groups, slotCount) =>
      [...groups.values()].map(({ keys: values, states }) => {
        const row: Row = new Array<Value>(slotCount).fill(undefined);
        for (let index = 0; index < keys.length; index++) row[(keys[index] as Key).slot] = values[index];
        for (let index = 0; index < calls.length; index++) {
          const { slot, aggregation } = calls[index] as BoundCall;
          row[slot] = aggregation.finish(states[index]);
        }
        return row;
      }),
    approximateSlots: (groups) =>
      calls.flatMap(({ slot, aggregation }, index) => {
        const isSketch = [...groups.values()].some(({ states }) => aggregation.isApproximate?.(states[index]));
        return isSketch ? [slot] : [];
      }),
  };
}

function bindAggregate(name: string, constants: readonly Constant[]): Aggregation<unknown> {
  const entry = findAggregate(name);
  if (entry === undefined) throw new InvariantError(`${name} is planned as an aggregate`);
  return entry.bind(constants);
}
