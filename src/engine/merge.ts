import { type Aggregate, type MergeStep, type Plan, type PlanExpression, slotsOf } from "../plan/index.ts";
import { InvariantError } from "../support/invariant-error.ts";
import { compileAggregate, type Groups } from "./aggregate.ts";
import { collectRows } from "./collect-rows.ts";
import { groupKey } from "./group-key.ts";
import type { Result } from "./result.ts";
import type { Row } from "./row.ts";
import { rowComparator } from "./row-order.ts";
import { compileSteps } from "./row-step.ts";
import type { Partial } from "./shard.ts";

/** What the rows of the merge part carry besides themselves. */
interface MergeState {
  rows: Row[];
  readonly approximateSlots: Set<number>;
  cutAtDefaultLimit: number | undefined;
}

/**
 * Merges the partials of all shards, in the order of the input, and runs the rest of the plan.
 * The number of shards never changes the result.
 */
export function mergePartials(plan: Plan, partials: readonly Partial[]): Result {
  const state: MergeState = { rows: [], approximateSlots: new Set(), cutAtDefaultLimit: undefined };
  collect(plan, partials, state);
  for (const step of plan.merge) runStep(step, plan, state);
  const columns = plan.output;
  return {
    columns: columns.map(({ name, kind }) => ({ name, kind })),
    rows: state.rows.map((row) => columns.map(({ slot }) => row[slot])),
    approximateColumns: columns.filter(({ slot }) => state.approximateSlots.has(slot)).map(({ name }) => name),
    eventsMatched: partials.reduce((sum, partial) => sum + partial.eventsMatched, 0),
    ...(state.cutAtDefaultLimit === undefined ? {} : { cutAtDefaultLimit: state.cutAtDefaultLimit }),
  };
}

function collect({ shard, slotCount }: Plan, partials: readonly Partial[], state: MergeState): void {
  const { collect: how } = shard;
  if (how.kind === "rows") {
    const collector = collectRows(how);
    for (const { collected } of partials) {
      if (collected.kind !== "rows") throw new InvariantError("a shard handed back groups instead of rows");
      for (const row of collected.rows) collector.add(row);
    }
    state.rows = collector.rows();
    return;
  }
  const aggregator = compileAggregate(how);
  const groups: Groups = new Map();
  for (const { collected } of partials) {
    if (collected.kind !== "groups") throw new InvariantError("a shard handed back rows instead of groups");
    aggregator.merge(groups, collected.groups);
  }
  finishGroups(aggregator, groups, slotCount, state);
}

function finishGroups(
  aggregator: ReturnType<typeof compileAggregate>,
  groups: Groups,
  slotCount: number,
  state: MergeState,
): void {
  state.rows = aggregator.rows(groups, slotCount);
  for (const slot of aggregator.approximateSlots(groups)) state.approximateSlots.add(slot);
}

function runStep(step: MergeStep, plan: Plan, state: MergeState): void {
  switch (step.kind) {
    case "sort":
      state.rows.sort(rowComparator(step.order));
      return;
    case "limit":
      if (step.isDefault && state.rows.length > step.count) state.cutAtDefaultLimit = step.count;
      state.rows = state.rows.slice(0, step.count);
      return;
    case "dedup":
      state.rows = dedup(state.rows, step.slots);
      return;
    case "aggregate": {
      const aggregator = compileAggregate(step);
      const groups: Groups = new Map();
      for (const row of state.rows) aggregator.add(groups, row);
      noteApproximate(step, state);
      finishGroups(aggregator, groups, plan.slotCount, state);
      return;
    }
    default: {
      state.rows = state.rows.filter(compileSteps([step]));
      if (step.kind === "assign" && isApproximate(step.expression, state)) state.approximateSlots.add(step.slot);
    }
  }
}

/** Whether an expression reads what came from a sketch. */
function isApproximate(expression: PlanExpression, { approximateSlots }: MergeState): boolean {
  return slotsOf(expression).some((slot) => approximateSlots.has(slot));
}

/** What is aggregated from a sketch is approximate as well. */
function noteApproximate({ keys, aggregates }: Aggregate, state: MergeState): void {
  const made = [
    ...keys.filter(({ expression }) => isApproximate(expression, state)),
    ...aggregates.filter((call) => call.arguments.some((argument) => isApproximate(argument, state))),
  ];
  for (const { slot } of made) state.approximateSlots.add(slot);
}

/** The first row of each combination; a row that misses one of the values is kept (section 5.9). */
function dedup(rows: readonly Row[], slots: readonly number[]): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = slots.map((slot) => row[slot]);
    if (values.includes(undefined)) return true;
    const key = groupKey(values);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
