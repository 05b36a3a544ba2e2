import type { DedupCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { LARGEST_LIMIT } from "../plan-options.ts";

/** Keeps the first row of each combination of values (section 5.9). */
export function planDedup({ fields }: DedupCommand, builder: PlanBuilder): void {
  const slots = fields.flatMap((field) => builder.slotOf(field, "dedup") ?? []);
  if (builder.collected !== undefined) {
    builder.stepOverAll({ kind: "dedup", slots });
    return;
  }
  builder.collect({ kind: "rows", order: builder.currentOrder(), limit: LARGEST_LIMIT, distinct: slots });
}
