import { type Constant, findAggregate, type GroupStates } from "../../functions/index.ts";
import { type Aggregate, constantOf } from "../../plan/index.ts";
import { InvariantError } from "../../support/invariant-error.ts";
import { toNumber, type Value } from "../../values/index.ts";
import { compileExpression, type Evaluate } from "../compile.ts";
import type { Row } from "../row.ts";
import { type FirstRows, firstPlaces, type KeyValue } from "../row-order.ts";
import { GroupTable, type PackedTable } from "./group-table.ts";
import type { ValueDictionary } from "./value-dictionary.ts";

/** Groups, and for each aggregate their states. */
export interface Groups {
  readonly table: GroupTable;
  readonly states: readonly GroupStates[];
}

/** The same as plain data. */
export interface PackedGroups {
  readonly table: PackedTable;
  readonly states: readonly unknown[];
}

/** Adds rows to groups, merges the groups of shards, and makes rows of them. */
export interface Aggregator {
  /** No groups, or those of a shard, which are taken over. */
  readonly startGroups: (packed?: PackedGroups) => Groups;
  /** What a shard hands back of its groups, to which nothing is added from then on. */
  readonly pack: (groups: Groups) => PackedGroups;
  readonly add: (groups: Groups, row: Row) => void;
  /** The aggregates, for callers that add values themselves. */
  readonly calls: readonly BoundCall[];
  /** Adds the right groups, of later input, to the left ones, which take over their states. */
  readonly merge: (left: Groups, right: PackedGroups) => void;
  /** One row a group, in no order; where only the first in an order are wanted, at least those. */
  readonly rows: (groups: Groups, slotCount: number, first?: FirstRows) => Row[];
  /** Slots whose value in some group comes from a sketch. */
  readonly approximateSlots: (groups: Groups) => readonly number[];
}

export interface BoundCall {
  readonly slot: number;
  readonly timeSlot: number | undefined;
  readonly argument: Evaluate;
  readonly startStates: () => GroupStates;
}

export function compileAggregate({ keys, aggregates }: Aggregate): Aggregator {
  const readKeys = keys.map(({ expression }) => compileExpression(expression));
  const calls: readonly BoundCall[] = aggregates.map((call) => ({
    slot: call.slot,
    timeSlot: call.timeSlot,
    argument: compileExpression(call.value),
    startStates: bindAggregate(call.function, call.arguments.map(constantOf)),
  }));
  const mergeStates = (groups: Groups, packed: readonly unknown[], places: Int32Array): void => {
    for (const [index, states] of groups.states.entries()) states.merge(packed[index], places, groups.table.count);
  };
  return {
    startGroups: (packed) => {
      const table = new GroupTable(keys.length, packed?.table);
      const groups = { table, states: calls.map(({ startStates }) => startStates()) };
      const places = Int32Array.from({ length: table.count }, (_, group) => group);
      if (packed !== undefined) mergeStates(groups, packed.states, places);
      return groups;
    },
    pack: ({ table, states }) => ({
      table: table.pack(),
      states: states.map((ofCall) => ofCall.pack(table.count)),
    }),
    calls,
    add: ({ table, states }, row) => {
      const values = readKeys.map((read) => read(row));
      const numbers = values.map((value, key) => (table.dictionaries[key] as ValueDictionary).numberOf(value));
      const group = table.groupOf(numbers, (key) => values[key]);
      for (const [index, { argument, timeSlot }] of calls.entries()) {
        const time = timeSlot === undefined ? undefined : toNumber(row[timeSlot]);
        (states[index] as GroupStates).add(group, argument(row), time);
      }
    },
    merge: (left, right) => mergeStates(left, right.states, left.table.merge(right.table)),
    rows: ({ table, states }, slotCount, first) => {
      const columns = new Map<number, (group: number) => Value>();
      for (const [index, { slot }] of keys.entries()) columns.set(slot, table.valuesOf(index));
      for (const [index, { slot }] of calls.entries()) {
        const ofCall = states[index] as GroupStates;
        columns.set(slot, (group) => ofCall.finish(group));
      }
      const rowOf = (group: number): Row => {
        const row: Row = new Array<Value>(slotCount).fill(undefined);
        for (const [slot, read] of columns) row[slot] = read(group);
        return row;
      };
      const { count } = table;
      if (first === undefined || first.count >= count) return Array.from({ length: count }, (_, group) => rowOf(group));
      return Array.from(firstPlaces(count, first.order, keyValues(columns, count), first.count), rowOf);
    },
    approximateSlots: ({ states }) =>
      calls.flatMap(({ slot }, index) => (states[index]?.isApproximate?.() ? [slot] : [])),
  };
}

/** The values of slots by which groups are compared, each worked out once. */
function keyValues(columns: ReadonlyMap<number, (group: number) => Value>, count: number): KeyValue {
  const known = new Map<number, Value[]>();
  return ({ slot }, group) => {
    let values = known.get(slot);
    if (values === undefined) {
      values = new Array<Value>(count);
      known.set(slot, values);
    }
    values[group] ??= columns.get(slot)?.(group);
    return values[group];
  };
}

function bindAggregate(name: string, constants: readonly Constant[]): () => GroupStates {
  const entry = findAggregate(name);
  if (entry === undefined) throw new InvariantError(`${name} is planned as an aggregate`);
  return entry.bind(constants);
}
