import type { LineForms, MaskedCounts } from "../patterns/index.ts";
import type { Plan, RowStep } from "../plan/index.ts";
import { type FastGroups, fastGroups } from "./batches/fast-groups.ts";
import type { PartContext } from "./batches/part-context.ts";
import { createSieve, type RowSieve } from "./batches/row-sieve.ts";
import { collectRows } from "./collect-rows.ts";
import { collectFields } from "./compare-fields.ts";
import { compileCondition } from "./compile.ts";
import type { ComparedFields } from "./field-values.ts";
import { collectPatterns } from "./find-patterns.ts";
import { compileAggregate, type PackedGroups } from "./groups/aggregate.ts";
import type { Row } from "./row.ts";
import { compileSteps } from "./row-step.ts";

/** What one shard hands back to be merged: plain data. */
export interface Partial {
  /** Events that passed all filters before rows were collected. */
  readonly eventsMatched: number;
  readonly collected:
    | { readonly kind: "rows"; readonly rows: readonly Row[] }
    | { readonly kind: "groups"; readonly groups: PackedGroups }
    | { readonly kind: "patterns"; readonly counts: MaskedCounts }
    | { readonly kind: "fields"; readonly compared: ComparedFields };
}

/** Runs the shard part of a plan over rows, one at a time; rows are read, never kept. */
export interface ShardRun {
  /** Whether an event passes the scan's filters: looked at before the rest of it is read. */
  readonly accepts: (row: Row) => boolean;
  readonly add: (row: Row) => void;
  /** Whether no further event can change the result. */
  readonly isDone: () => boolean;
  readonly partial: () => Partial;
  /** A second entrance for rows of batches: without making rows of them, where that can be. */
  readonly fastGroups: (context: PartContext) => FastGroups | undefined;
  /** What tells of rows of batches that they would not be kept; undefined where nothing can, or groups are made. */
  readonly rowSieve: (context: PartContext) => RowSieve | undefined;
  /** Says where in the input the row stands that is added next (see `RowCollector`); groups take rows in order. */
  readonly placeAt: (place: number) => void;
  readonly place: () => number;
  /** A second entrance for rows that have passed all steps but these. */
  readonly rowsAfter: (steps: readonly RowStep[]) => RowEntrance;
}

export interface RowEntrance {
  /** Whether a row, of which only the slots of the order are filled, would not be kept. */
  readonly turnsAway: (row: Row) => boolean;
  /** Counts a row that is known not to be kept. */
  readonly passOver: () => void;
  readonly add: (row: Row) => void;
}

export interface ShardSettings {
  /** A fast masker for the texts whose patterns are wanted. */
  readonly forms?: LineForms | undefined;
  /** See `collectRows`. */
  readonly bound?: Row | undefined;
}

export function runShard(plan: Plan, settings: ShardSettings = {}): ShardRun {
  const tests = plan.scan.filters.map(compileCondition);
  const collector = compileCollect(plan, settings);
  let eventsMatched = 0;
  const rowsAfter = (steps: readonly RowStep[]): RowEntrance => {
    const apply = compileSteps(steps, collector.add);
    return {
      turnsAway: (row) => {
        const isTurnedAway = steps.length === 0 && collector.turnsAway(row);
        if (isTurnedAway) eventsMatched++;
        return isTurnedAway;
      },
      passOver: () => {
        eventsMatched++;
      },
      add: (row) => {
        if (apply(row)) eventsMatched++;
      },
    };
  };
  return {
    accepts: (row) => tests.every((test) => test(row)),
    add: rowsAfter(plan.shard.steps).add,
    isDone: collector.isFull,
    partial: () => ({ eventsMatched, collected: collector.collected() }),
    fastGroups: (context) => {
      const groups = collector.fastGroups(context);
      if (groups === undefined) return undefined;
      return {
        ...groups,
        add: (list) => {
          eventsMatched += list.count;
          groups.add(list);
        },
      };
    },
    rowSieve: collector.rowSieve,
    placeAt: collector.placeAt,
    place: collector.place,
    rowsAfter,
  };
}

/**
 * The row, if there is one, that rows of other shards are left out behind: the last of as many as are wanted.
 */
export function boundOf({ shard: { collect } }: Plan, { collected }: Partial): Row | undefined {
  return collect.kind === "rows" && collected.kind === "rows" ? collected.rows[collect.limit - 1] : undefined;
}

interface Collector {
  readonly add: (row: Row) => void;
  readonly turnsAway: (row: Row) => boolean;
  readonly isFull: () => boolean;
  readonly collected: () => Partial["collected"];
  readonly fastGroups: (context: PartContext) => FastGroups | undefined;
  readonly rowSieve: (context: PartContext) => RowSieve | undefined;
  readonly placeAt: (place: number) => void;
  readonly place: () => number;
}

/** A collector that needs every row, in the order of the input. */
const TAKES_ALL: Omit<Collector, "add" | "collected"> = {
  turnsAway: () => false,
  isFull: () => false,
  fastGroups: () => undefined,
  rowSieve: () => undefined,
  placeAt: () => {},
  place: () => 0,
};

function compileCollect({ shard: { collect } }: Plan, { forms, bound }: ShardSettings): Collector {
  if (collect.kind === "rows") {
    const { rows, last, ...collector } = collectRows(collect, bound);
    return {
      ...collector,
      fastGroups: () => undefined,
      rowSieve: (context) => createSieve(collect, last, context),
      collected: () => ({ kind: "rows", rows: rows() }),
    };
  }
  if (collect.kind === "find-patterns") {
    const { add, fast, counts } = collectPatterns(collect, forms);
    return {
      ...TAKES_ALL,
      add,
      fastGroups: fast,
      collected: () => ({ kind: "patterns", counts: counts() }),
    };
  }
  if (collect.kind === "compare-fields") {
    const { add, compared } = collectFields(collect);
    return {
      ...TAKES_ALL,
      add,
      collected: () => ({ kind: "fields", compared }),
    };
  }
  const aggregator = compileAggregate(collect);
  const groups = aggregator.startGroups();
  return {
    ...TAKES_ALL,
    add: (row) => aggregator.add(groups, row),
    collected: () => ({ kind: "groups", groups: aggregator.pack(groups) }),
    fastGroups: (context) => fastGroups(collect, aggregator, groups, context),
  };
}
