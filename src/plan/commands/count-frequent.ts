import { problems } from "../../diagnostics/index.ts";
import { type CountFrequentCommand, fieldName } from "../../language/index.ts";
import { constant } from "../constants.ts";
import { NewColumns } from "../new-columns.ts";
import type { PlanBuilder } from "../plan-builder.ts";

export const FREQUENCY_COLUMN = "_approxcount";

/** Counts combinations, most frequent first, then in their ascending order: exactly, unlike the service (section 5.23). */
export function planCountFrequent({ fields, span }: CountFrequentCommand, builder: PlanBuilder): void {
  const columns = new NewColumns(builder.slots, "countFrequent");
  const keys = fields.flatMap((field) => {
    const source = builder.slotOf(field);
    const name = fieldName(field);
    if (source === undefined || columns.scope.lookUp(name) !== undefined) return [];
    const kind = builder.scope.lookUp(name)?.kind ?? "any";
    return [{ slot: columns.add(name, kind), expression: { kind: "slot" as const, slot: source } }];
  });
  if (columns.scope.lookUp(FREQUENCY_COLUMN) !== undefined) {
    builder.report(problems.alreadyDefined(span, FREQUENCY_COLUMN, "it is the column of the counts"));
  }
  const slot = columns.add(FREQUENCY_COLUMN, "number");
  const count = { slot, function: "count", arguments: [constant(true)], value: constant(true) };
  builder.aggregate({ kind: "aggregate", keys, aggregates: [count] }, [], columns.list, columns.scope);
  builder.stepOverAll({ kind: "sort", order: [{ slot, direction: "desc" }] });
}
