import type { UnnestCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { planStructure } from "../structure.ts";

/** One row for each element of a list, under a new name (section 5.11). */
export function planUnnest({ source, alias }: UnnestCommand, builder: PlanBuilder): void {
  const list = planStructure(source, builder.context);
  builder.step({ kind: "unnest", source: list, slot: builder.define(alias.name, alias.span, "any") });
}
