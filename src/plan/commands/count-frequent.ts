import { problems } from "../../diagnostics/index.ts";
import { type CountFrequentCommand, fieldName } from "../../language/index.ts";
import { constant } from "../constants.ts";
import type { OutputColumn } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { Scope } from "../scope.ts";

export const FREQUENCY_COLUMN = "_approxcount";

/** Counts combinations, most frequent first, then in their ascending order: exactly, unlike the service (section 5.23). */
export function planCountFrequent({ fields, span }: CountFrequentCommand, builder: PlanBuilder): void {
  const after = Scope.afterStats(builder.slots);
  const columns: OutputColumn[] = [];
  const keys = fields.flatMap((field) => {
    const source = builder.slotOf(field);
    const name = fieldName(field);
    if (source === undefined || after.lookUp(name) !== undefined) return [];
    const kind = builder.scope.lookUp(name)?.kind ?? "any";
    const { slot } = after.define(name, kind);
    columns.push({ name, slot, kind });
    return [{ slot, expression: { kind: "slot" as const, slot: source } }];
  });
  if (after.lookUp(FREQUENCY_COLUMN) !== undefined) {
    builder.report(problems.alreadyDefined(span, FREQUENCY_COLUMN, "it is the column of the counts"));
  }
  const { slot } = after.define(FREQUENCY_COLUMN, "number");
  columns.push({ name: FREQUENCY_COLUMN, slot, kind: "number" });
  const count = { slot, function: "count", arguments: [constant(true)], value: constant(true) };
  builder.aggregate({ kind: "aggregate", keys, aggregates: [count] }, [], columns, after);
  builder.stepOverAll({ kind: "sort", order: [{ slot, direction: "desc" }] });
}
