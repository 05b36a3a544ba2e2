import {
  type Batch,
  type BatchColumn,
  type BatchRows,
  isOfInput,
  isSystemField,
  type Plan,
  type RowList,
  slotsOf,
  type VectorPlan,
  wantsNewest,
  withDerived,
} from "../../plan/index.ts";
import { withRoom } from "../../support/with-room.ts";
import { timestamp } from "../../values/index.ts";
import { compileCondition } from "../compile.ts";
import type { Row } from "../row.ts";
import { compileChanges } from "../row-step.ts";
import type { ShardRun } from "../shard.ts";
import { type BatchTest, createTest } from "./batch-test.ts";
import { ColumnCache } from "./column-cache.ts";
import type { PartContext } from "./part-context.ts";

/** Runs the shard part of a plan over batches: once for each different value where it can. */
export interface FastShard {
  readonly addBatch: (batch: Batch, rows: BatchRows) => void;
}

/** Makes the fast twins of shards that are read one after the other with the same kernel: what is known of its columns is kept. */
export function fastShards(plan: Plan, vector: VectorPlan): (plain: ShardRun) => FastShard {
  const caches = vector.columns.map((column) => new ColumnCache(column));
  return (plain) => runFastShard(plan, vector, caches, plain);
}

/**
 * The fast twin of `runShard`, which it uses for everything that it does not take: rows go through
 * the same steps into the same groups and collections, so that both can feed one shard. The columns
 * of its batches are those of the vector plan, in their order.
 */
function runFastShard(plan: Plan, vector: VectorPlan, caches: readonly ColumnCache[], plain: ShardRun): FastShard {
  const messageSlot = plan.scan.fields.find(({ name }) => name === "@message")?.slot;
  const timeSlot = plan.scan.fields.find(({ name }) => name === "@timestamp")?.slot;
  const systemFields = plan.scan.fields.filter(({ name }) => isSystemField(name) && name !== "@timestamp");
  const inputFields = plan.scan.fields.filter(({ name }) => isOfInput(name));
  const context: PartContext = { caches, timeSlot, messageSlot, inputFields, derived: vector.derived };
  const found = vector.filters.map((condition) => ({ condition, test: createTest(condition, context) }));
  const batchTests = found.flatMap(({ test }) => (test === undefined ? [] : [test]));
  /** Of conditions that need a row. */
  const tests = found.flatMap(({ condition, test }) =>
    test === undefined ? [compileCondition(withDerived(condition, vector.derived))] : [],
  );
  const derive = compileChanges(
    [...vector.derived].map(([slot, expression]) => ({ kind: "assign", slot, expression })),
  );
  const isWhole = tests.length === 0 && vector.steps.length === 0;
  const groups = isWhole ? plain.fastGroups(context) : undefined;
  const collect = plain.rowsAfter(vector.steps);
  const hasRequired = vector.requiredInLine.length > 0;
  const mayTurnAway = isWhole && isOrderedByColumns(plan, vector, systemFields);
  const sieve = isWhole ? plain.rowSieve(context) : undefined;
  // Logs are mostly in the order of time: else each row would be kept until the next one comes.
  const isNewestFirst = wantsNewest(plan);
  /** Rows of the batch that are not yet added. */
  const waiting = { rows: new Int32Array(0), count: 0 };
  const row: Row = new Array(plan.slotCount).fill(undefined);

  // Columns without a filter turn no row away.
  const filtered = vector.columns.flatMap(({ filters }, at) => (filters.length > 0 ? [at] : []));
  const fillColumns = (batch: Batch, index: number): void => {
    for (let at = 0; at < caches.length; at++) {
      const column = batch.columns[at] as Batch["columns"][number];
      const cache = caches[at] as ColumnCache;
      const { values } = cache.entry(column, column.codes[index] as number);
      for (let place = 0; place < values.length; place++) row[cache.plan.slots[place] as number] = values[place];
    }
    if (timeSlot !== undefined) {
      const time = batch.times[index] as number;
      row[timeSlot] = Number.isNaN(time) ? undefined : timestamp(time);
    }
  };

  const addRow = (batch: Batch, rows: BatchRows, index: number, firstPlace: number): void => {
    if (sieve?.holdsBack(index)) {
      collect.passOver();
      return;
    }
    plain.placeAt(firstPlace + index);
    fillColumns(batch, index);
    if (mayTurnAway) {
      derive(row);
      if (collect.turnsAway(row)) return;
    }
    for (const { name, slot } of systemFields) rows.fill(row, name, slot, index);
    if (!mayTurnAway) {
      if (!tests.every((test) => test(row))) return;
      derive(row);
    }
    collect.add(row);
    sieve?.noteAdded(index);
  };

  const addWaiting = (batch: Batch, rows: BatchRows, firstPlace: number): void => {
    for (const at of filtered) waiting.count = keepPassing(waiting, batch.columns[at] as BatchColumn);
    for (const test of batchTests) waiting.count = keepMeeting(waiting, test);
    if (groups === undefined && hasRequired) waiting.count = keepHolding(waiting, rows);
    const { count } = waiting;
    if (groups !== undefined) {
      if (count > 0) groups.add(waiting);
    } else {
      for (let at = 0; at < count; at++) {
        addRow(batch, rows, waiting.rows[isNewestFirst ? count - 1 - at : at] as number, firstPlace);
      }
    }
  };

  return {
    addBatch: (batch, rows) => {
      for (const [at, cache] of caches.entries()) cache.renew(batch.columns[at] as BatchColumn);
      for (const { start } of batchTests) start(batch, rows);
      groups?.startBatch(batch, rows);
      sieve?.start(batch, rows);
      const { sound, odd, rowCount } = batch;
      const firstPlace = Math.floor(plain.place()) + 1;
      waiting.rows = withRoom(waiting.rows, sound.count);
      let from = 0;
      const addUpTo = (to: number): void => {
        waiting.rows.set(sound.rows.subarray(from, to));
        waiting.count = to - from;
        from = to;
        addWaiting(batch, rows, firstPlace);
      };
      // Groups and collections take rows in their order.
      for (let at = 0; at < odd.count; at++) {
        const row = odd.rows[at] as number;
        addUpTo(placeBehind(sound, from, row));
        plain.placeAt(firstPlace + row);
        rows.readOdd(row);
      }
      addUpTo(sound.count);
      plain.placeAt(firstPlace + rowCount);
    },
  };
}

// The loops below run over every row, and end where their functions do: what stands behind a loop has never run when
// V8 optimizes it for the first time, and would send each later call back to the interpreter.

/** The place in a list of the first row behind a row, or the end. */
function placeBehind({ rows, count }: RowList, from: number, row: number): number {
  let at = from;
  while (at < count && (rows[at] as number) < row) at++;
  return at;
}

/** Leaves the rows in a list whose lines hold what the conditions on them require; gives how many there are. */
function keepHolding({ rows, count }: RowList, batchRows: BatchRows): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    if (batchRows.mayHold(row)) rows[kept++] = row;
  }
  return kept;
}

/** Leaves the rows in a list that pass the filters on a column; gives how many there are. */
function keepPassing({ rows, count }: RowList, { codes, verdicts }: BatchColumn): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    const code = codes[row] as number;
    if (verdicts[code] === 1) rows[kept++] = row;
  }
  return kept;
}

/** Leaves the rows in a list that meet a condition; gives how many there are. */
function keepMeeting({ rows, count }: RowList, { passes }: BatchTest): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    if (passes(row)) rows[kept++] = row;
  }
  return kept;
}

/** Whether the order of collected rows reads no system field that is filled after the others. */
function isOrderedByColumns(
  { shard }: Plan,
  { derived }: VectorPlan,
  systemFields: readonly { readonly slot: number }[],
): boolean {
  if (shard.collect.kind !== "rows") return false;
  // What is derived is worked out before the order is looked at.
  const read = [...shard.collect.order.map(({ slot }) => slot), ...[...derived.values()].flatMap(slotsOf)];
  return read.every((slot) => systemFields.every((field) => field.slot !== slot));
}
