import { type Aggregation, type Constant, findAggregate } from "../functions/index.ts";
import { type Aggregate, constantOf } from "../plan/index.ts";
import { InvariantError } from "../support/invariant-error.ts";
import { toNumber, type Value } from "../values/index.ts";
import { compileExpression, type Evaluate } from "./compile.ts";
import { GroupTable, type PackedGroups } from "./group-table.ts";
import type { FirstRows } from "./late-order.ts";
import type { Row } from "./row.ts";
import { firstPlaces, type KeyValue } from "./row-order.ts";
import type { PackedDictionary, ValueDictionary } from "./value-dictionary.ts";

/** Adds rows to groups, merges the groups of shards, and makes rows of them. */
export interface Aggregator {
  /** A table of no groups, or of those of a shard, which are taken over. */
  readonly startGroups: (packed?: PackedGroups) => GroupTable;
  /** What a shard hands back of a table. */
  readonly pack: (groups: GroupTable) => PackedGroups;
  readonly add: (groups: GroupTable, row: Row) => void;
  /** Makes the state of an aggregate in a new group. */
  readonly startState: (aggregate: number) => unknown;
  /** The aggregates, for callers that add values themselves. */
  readonly calls: readonly BoundCall[];
  /** Adds the right groups, of later input, to the left ones, which take over their states. */
  readonly merge: (left: GroupTable, right: PackedGroups) => void;
  /** One row a group, in no order; where only the first in an order are wanted, at least those. */
  readonly rows: (groups: GroupTable, slotCount: number, first?: FirstRows) => Row[];
  /** Slots whose value in some group comes from a sketch. */
  readonly approximateSlots: (groups: GroupTable) => readonly number[];
}

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
  const startState = (aggregate: number): unknown => (calls[aggregate] as BoundCall).aggregation.start();
  const statesOf = ({ states }: PackedGroups): unknown[][] =>
    calls.map(({ aggregation: { packing } }, index) =>
      packing === undefined ? (states[index] as unknown[]) : packing.unpack(states[index]),
    );
  return {
    startGroups: (packed) =>
      new GroupTable(keys.length, packed === undefined ? calls.map(() => []) : statesOf(packed), packed),
    pack: (groups) => ({
      ...groups.pack(),
      states: calls.map(({ aggregation: { packing } }, index) => {
        const column = groups.states[index] as readonly unknown[];
        return packing === undefined ? column : packing.pack(column);
      }),
    }),
    startState,
    calls,
    add: (groups, row) => {
      const group = groups.groupOf(
        readKeys.map((read, key) => (groups.dictionaries[key] as ValueDictionary).numberOf(read(row))),
        startState,
      );
      for (const [index, { aggregation, argument, timeSlot }] of calls.entries()) {
        const time = timeSlot === undefined ? undefined : toNumber(row[timeSlot]);
        aggregation.add(groups.states[index]?.[group], argument(row), time);
      }
    },
    merge: (left, right) => {
      const states = statesOf(right);
      const numbersInLeft = left.dictionaries.map((dictionary, key) =>
        dictionary.numbersOf(right.dictionaries[key] as PackedDictionary),
      );
      for (let group = 0; group < right.count; group++) {
        const { count } = left;
        const numbers = numbersInLeft.map((ofKey, key) => ofKey[right.numbers[key]?.[group] as number] as number);
        const place = left.groupOf(numbers, (index) => states[index]?.[group]);
        if (place === count) continue; // it was new
        for (const [index, { aggregation }] of calls.entries()) {
          aggregation.merge(left.states[index]?.[place], states[index]?.[group]);
        }
      }
    },
    rows: (groups, slotCount, first) => {
      const columns = new Map<number, (group: number) => Value>();
      for (const [index, { slot }] of keys.entries()) columns.set(slot, groups.valuesOf(index));
      for (const [index, { slot, aggregation }] of calls.entries()) {
        const states = groups.states[index] as unknown[];
        columns.set(slot, (group) => aggregation.finish(states[group]));
      }
      const rowOf = (group: number): Row => {
        const row: Row = new Array<Value>(slotCount).fill(undefined);
        for (const [slot, read] of columns) row[slot] = read(group);
        return row;
      };
      const { count } = groups;
      if (first === undefined || first.count >= count) return Array.from({ length: count }, (_, group) => rowOf(group));
      return Array.from(firstPlaces(count, first.order, keyValues(columns, count), first.count), rowOf);
    },
    approximateSlots: ({ states }) =>
      calls.flatMap(({ slot, aggregation: { isApproximate } }, index) =>
        isApproximate !== undefined && states[index]?.some(isApproximate) ? [slot] : [],
      ),
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

function bindAggregate(name: string, constants: readonly Constant[]): Aggregation<unknown> {
  const entry = findAggregate(name);
  if (entry === undefined) throw new InvariantError(`${name} is planned as an aggregate`);
  return entry.bind(constants);
}
