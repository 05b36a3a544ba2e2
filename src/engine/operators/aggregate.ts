import { type Aggregate, type PlanExpression, slotsOf } from "../../plan/index.ts";
import { type Aggregator, compileAggregate, type Groups } from "../groups/aggregate.ts";
import type { Row } from "../row.ts";
import type { FirstRows } from "../row-order.ts";
import type { MergeState, Operator } from "./operator.ts";

/** Groups the rows of an earlier `stats`; who calls puts them in order. */
export const aggregateRows: Operator<Aggregate> = (rows, step, state) => {
  const aggregator = compileAggregate(step);
  const groups = aggregator.startGroups();
  for (const row of rows) aggregator.add(groups, row);
  noteApproximate(step, state);
  return finishGroups(aggregator, groups, state);
};

/** Makes rows of groups, of all or of the first, and notes which of their values come from sketches. */
export function finishGroups(aggregator: Aggregator, groups: Groups, state: MergeState, first?: FirstRows): Row[] {
  for (const slot of aggregator.approximateSlots(groups)) state.approximateSlots.add(slot);
  return aggregator.rows(groups, state.slotCount, first);
}

/** Whether an expression reads what came from a sketch. */
export function isApproximate(expression: PlanExpression, { approximateSlots }: MergeState): boolean {
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
