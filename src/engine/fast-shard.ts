import { type Batch, type BatchRows, isSystemField, ODD, type Plan, SOUND, type VectorPlan } from "../plan/index.ts";
import { timestamp } from "../values/index.ts";
import { ColumnCache } from "./column-cache.ts";
import { compileCondition } from "./compile.ts";
import type { Row } from "./row.ts";
import type { ShardRun } from "./shard.ts";

/** Runs the shard part of a plan over batches: once for each different value where it can. */
export interface FastShard {
  readonly addBatch: (batch: Batch, rows: BatchRows) => void;
}

/**
 * The fast twin of `runShard`, which it uses for everything that it does not take: rows go through
 * the same steps into the same groups and collections, so that both can feed one shard. The columns
 * of its batches are those of the vector plan, in their order.
 */
export function runFastShard(plan: Plan, vector: VectorPlan, plain: ShardRun): FastShard {
  const caches = vector.columns.map((column) => new ColumnCache(column));
  const messageSlot = plan.scan.fields.find(({ name }) => name === "@message")?.slot;
  const timeSlot = plan.scan.fields.find(({ name }) => name === "@timestamp")?.slot;
  const systemFields = plan.scan.fields.filter(({ name }) => isSystemField(name) && name !== "@timestamp");
  const tests = vector.filters.map(compileCondition);
  const isWhole = tests.length === 0 && vector.steps.length === 0;
  const groups = isWhole ? plain.fastGroups({ caches, timeSlot, messageSlot }) : undefined;
  const collect = plain.rowsAfter(vector.steps);
  const hasRequired = vector.requiredInLine.length > 0;
  const mayTurnAway = isWhole && isOrderedByColumns(plan, systemFields);
  const sieve = isWhole ? plain.rowSieve({ caches, timeSlot, messageSlot }) : undefined;
  const isNewestFirst = takesNewestFirst(plan, timeSlot);
  /** Rows of a batch that are added once all of it has been looked through. */
  const passed: number[] = [];
  const row: Row = new Array(plan.slotCount).fill(undefined);

  // Columns without a filter turn no row away.
  const filtered = caches.flatMap((cache, at) => (cache.plan.filters.length > 0 ? [{ cache, at }] : []));
  const passes = (batch: Batch, index: number): boolean => {
    for (const { cache, at } of filtered) {
      const column = batch.columns[at] as Batch["columns"][number];
      const code = column.codes[index] as number;
      const verdict = column.verdicts[code] as number;
      if (verdict === 2 || (verdict === 0 && !cache.entry(column, code).passes)) return false;
    }
    return true;
  };
  const fillColumns = (batch: Batch, index: number): void => {
    for (let at = 0; at < caches.length; at++) {
      const column = batch.columns[at] as Batch["columns"][number];
      const cache = caches[at] as ColumnCache;
      const { values } = cache.entry(column, column.codes[index] as number);
      for (let place = 0; place < values.length; place++) row[cache.plan.slots[place] as number] = values[place];
    }
    if (timeSlot === undefined) return;
    const time = batch.times[index] as number;
    row[timeSlot] = Number.isNaN(time) ? undefined : timestamp(time);
  };

  const addRow = (batch: Batch, rows: BatchRows, index: number, firstPlace: number): void => {
    if (sieve?.holdsBack(index)) {
      collect.passOver();
      return;
    }
    plain.placeAt(firstPlace + index);
    fillColumns(batch, index);
    if (mayTurnAway && collect.turnsAway(row)) return;
    for (const { name, slot } of systemFields) rows.fill(row, name, slot, index);
    if (!tests.every((test) => test(row))) return;
    collect.add(row);
    sieve?.noteAdded(index);
  };

  return {
    addBatch: (batch, rows) => {
      for (const [at, cache] of caches.entries()) cache.renew(batch.columns[at] as Batch["columns"][number]);
      groups?.startBatch(batch, rows);
      sieve?.start(batch);
      passed.length = 0;
      const { statuses, rowCount } = batch;
      const firstPlace = Math.floor(plain.place()) + 1;
      for (let index = 0; index < rowCount; index++) {
        const status = statuses[index];
        if (status === ODD) {
          plain.placeAt(firstPlace + index);
          rows.readOdd(index);
        }
        if (status !== SOUND || !passes(batch, index)) continue;
        if (groups !== undefined) groups.add(index);
        else if (hasRequired && !rows.mayHold(index)) continue;
        else if (isNewestFirst) passed.push(index);
        else addRow(batch, rows, index, firstPlace);
      }
      for (let at = passed.length - 1; at >= 0; at--) addRow(batch, rows, passed[at] as number, firstPlace);
      plain.placeAt(firstPlace + rowCount);
    },
  };
}

/**
 * Whether rows are added from the end of a batch to its beginning: logs are mostly in the order of
 * time, and where the newest are wanted, each row would else be kept until the next one comes.
 */
function takesNewestFirst({ shard }: Plan, timeSlot: number | undefined): boolean {
  if (shard.collect.kind !== "rows") return false;
  const [key] = shard.collect.order;
  return key !== undefined && key.slot === timeSlot && key.direction === "desc";
}

/** Whether the order of collected rows reads no system field that is filled after the others. */
function isOrderedByColumns({ shard }: Plan, systemFields: readonly { readonly slot: number }[]): boolean {
  if (shard.collect.kind !== "rows") return false;
  return shard.collect.order.every((key) => systemFields.every(({ slot }) => slot !== key.slot));
}
