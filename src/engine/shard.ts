import type { Plan } from "../plan/index.ts";
import { compileAggregate, type Groups } from "./aggregate.ts";
import { collectRows } from "./collect-rows.ts";
import { compileCondition } from "./compile.ts";
import type { Row } from "./row.ts";
import { compileSteps } from "./row-step.ts";

/** What one shard hands back to be merged: plain data. */
export interface Partial {
  /** Events that passed all filters before rows were collected. */
  readonly eventsMatched: number;
  readonly collected:
    | { readonly kind: "rows"; readonly rows: readonly Row[] }
    | { readonly kind: "groups"; readonly groups: Groups };
}

/** Runs the shard part of a plan over rows, one at a time; rows are read, never kept. */
export interface ShardRun {
  /** Whether an event passes the scan's filters: looked at before the rest of it is read. */
  readonly accepts: (row: Row) => boolean;
  readonly add: (row: Row) => void;
  /** Whether no further event can change the result. */
  readonly isDone: () => boolean;
  readonly partial: () => Partial;
}

export function runShard(plan: Plan): ShardRun {
  const tests = plan.scan.filters.map(compileCondition);
  const apply = compileSteps(plan.shard.steps);
  const collector = compileCollect(plan);
  let eventsMatched = 0;
  return {
    accepts: (row) => tests.every((test) => test(row)),
    add: (row) => {
      if (!apply(row)) return;
      eventsMatched++;
      collector.add(row);
    },
    isDone: collector.isFull,
    partial: () => ({ eventsMatched, collected: collector.collected() }),
  };
}

interface Collector {
  readonly add: (row: Row) => void;
  readonly isFull: () => boolean;
  readonly collected: () => Partial["collected"];
}

function compileCollect({ shard: { collect } }: Plan): Collector {
  if (collect.kind === "rows") {
    const { add, isFull, rows } = collectRows(collect);
    return { add, isFull, collected: () => ({ kind: "rows", rows: rows() }) };
  }
  const aggregator = compileAggregate(collect);
  const groups: Groups = new Map();
  return {
    add: (row) => aggregator.add(groups, row),
    isFull: () => false,
    collected: () => ({ kind: "groups", groups }),
  };
}
