import { type AccumCommand, fieldName } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Adds a field up from row to row; without a name the sums take the place of the field (section 5.23). */
export function planAccum({ field, alias }: AccumCommand, builder: PlanBuilder): void {
  const source = builder.slotOf(field);
  if (source === undefined) return;
  if (alias === undefined) builder.showField(fieldName(field));
  const slot = alias === undefined ? source : builder.define(alias.name, alias.span, "number");
  builder.stepOverAll({ kind: "accum", source, slot });
}
