import { mergeCounts, startCounts } from "../patterns/index.ts";
import type { CollectRows, Plan } from "../plan/index.ts";
import { InvariantError } from "../support/invariant-error.ts";
import { collectRows } from "./collect-rows.ts";
import { relevanceRows } from "./compare-fields.ts";
import { mergeComparisons, startComparison } from "./field-values.ts";
import { patternRows } from "./find-patterns.ts";
import { compileAggregate } from "./groups/aggregate.ts";
import { firstRows, orderOfKeys, takeThrough } from "./late-order.ts";
import { finishGroups, type MergeState } from "./operators/index.ts";
import type { Result } from "./result.ts";
import type { Row } from "./row.ts";
import { inOrder } from "./row-order.ts";
import type { Partial } from "./shard.ts";

/**
 * Merges the partials of all shards, in the order of the input, and runs the rest of the plan.
 * The number of shards never changes the result. The rows of the partials are taken over, not
 * copied. `checkMemory` throws where rows and groups take more memory than they may.
 */
export function mergePartials(plan: Plan, partials: readonly Partial[], checkMemory = (): void => {}): Result {
  const { slotCount, scan } = plan;
  const state: MergeState = {
    slotCount,
    timeRange: scan.timeRange,
    checkMemory,
    approximateSlots: new Set(),
    cutAtDefaultLimit: undefined,
    compared: undefined,
  };
  const { collect: how } = plan.shard;
  const order = how.kind === "aggregate" ? orderOfKeys(how) : [];
  const rows = takeThrough(collect(plan, partials, state), plan.merge, order, state);
  const columns = plan.output;
  return {
    columns: columns.map(({ name, kind }) => ({ name, kind })),
    rows: rows.map((row) => columns.map(({ slot }) => row[slot])),
    approximateColumns: columns.filter(({ slot }) => state.approximateSlots.has(slot)).map(({ name }) => name),
    eventsMatched: partials.reduce((sum, partial) => sum + partial.eventsMatched, 0),
    ...(state.cutAtDefaultLimit === undefined ? {} : { cutAtDefaultLimit: state.cutAtDefaultLimit }),
    ...(state.compared === undefined ? {} : { compared: state.compared }),
  };
}

/** Rows in the order of the input, or of their keys; groups in none. */
function collect({ shard, merge }: Plan, partials: readonly Partial[], state: MergeState): Row[] {
  const { collect: how } = shard;
  if (how.kind === "rows") {
    const rows = collectedOf(partials, "rows").flatMap((collected) => collected.rows);
    return how.distinct === undefined ? firstOf(rows, how) : distinctOf(rows, how);
  }
  if (how.kind === "find-patterns") {
    const counts = startCounts({ hasBins: how.windows?.kind === "bins" });
    for (const collected of collectedOf(partials, "patterns")) mergeCounts(counts, collected.counts);
    return patternRows(counts, how, state);
  }
  if (how.kind === "compare-fields") {
    const compared = startComparison();
    for (const collected of collectedOf(partials, "fields")) mergeComparisons(compared, collected.compared);
    return relevanceRows(compared, how, state);
  }
  const aggregator = compileAggregate(how);
  const [first, ...others] = collectedOf(partials, "groups");
  const groups = aggregator.startGroups(first?.groups);
  for (const other of others) aggregator.merge(groups, other.groups);
  return finishGroups(aggregator, groups, state, firstRows(merge, orderOfKeys(how)));
}

type CollectedOf<Kind> = Extract<Partial["collected"], { kind: Kind }>;

/** What the shards hand back, which is of the kind that the plan asks for. */
function collectedOf<Kind extends Partial["collected"]["kind"]>(
  partials: readonly Partial[],
  kind: Kind,
): readonly CollectedOf<Kind>[] {
  return partials.map(({ collected }) => {
    if (collected.kind !== kind) throw new InvariantError(`a shard handed back ${collected.kind} instead of ${kind}`);
    return collected as CollectedOf<Kind>;
  });
}

/** Without a copy of each row: they may be all that memory holds. */
function firstOf(rows: Row[], { order, limit }: CollectRows): Row[] {
  const sorted = inOrder(rows, order);
  return sorted.length > limit ? sorted.slice(0, limit) : sorted;
}

function distinctOf(rows: readonly Row[], how: CollectRows): Row[] {
  const collector = collectRows(how);
  for (const row of rows) collector.add(row);
  return collector.rows();
}
