import type { GroupStates } from "../../functions/index.ts";
import type { Aggregate, Batch, BatchRows, RowList } from "../../plan/index.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import type { Aggregator, BoundCall, Groups } from "../groups/aggregate.ts";
import type { ValueDictionary } from "../groups/value-dictionary.ts";
import type { BatchPart, Numbering } from "./batch-part.ts";
import { createPart } from "./create-part.ts";
import { createAdder } from "./group-adder.ts";
import type { PartContext } from "./part-context.ts";

/** Adds the rows of batches to groups without making rows of them. */
export interface FastGroups {
  /** Called for every batch, before its rows are added. */
  readonly startBatch: (batch: Batch, rows: BatchRows) => void;
  readonly add: (list: RowList) => void;
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
  { table, states }: Groups,
  context: PartContext,
): FastGroups | undefined {
  const keys = allOf(aggregate.keys.map(({ expression }) => createPart(expression, context)));
  const values = allOf(aggregate.aggregates.map((call) => createPart(call.value, context)));
  if (keys === undefined || values === undefined) return undefined;
  const numberings = keys.map((key, at) => key.numbersIn(table.dictionaries[at] as ValueDictionary));
  const columns: Int32Array[] = keys.map(() => new Int32Array(0));
  const adders = values.map((part, at) =>
    createAdder(part, aggregator.calls[at] as BoundCall, states[at] as GroupStates),
  );
  const parts: readonly BatchPart[] = [...keys, ...values];
  let times: Float64Array = new Float64Array(0);
  return {
    startBatch: (batch, rows) => {
      ({ times } = batch);
      for (const { start } of parts) start(batch, rows);
    },
    add: (list) => {
      for (let key = 0; key < numberings.length; key++) {
        const column = withRoom(columns[key] as Int32Array, list.count);
        (numberings[key] as Numbering<Int32Array>).fill(list, column);
        columns[key] = column;
      }
      const valueAt = (key: number, at: number): Value => keys[key]?.valueOf(list.rows[at] as number);
      const numbers = table.groupsOf(columns, list.count, valueAt);
      for (const add of adders) add(list, numbers, table.count, times);
    },
  };
}

function allOf<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  return items.every((item) => item !== undefined) ? (items as readonly Item[]) : undefined;
}
