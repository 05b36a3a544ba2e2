import { type ExpandCommand, fieldName } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { planStructure } from "../structure.ts";

/** One row for each element of an array; the name stands for the element from here on (section 5.12). */
export function planExpand({ field }: ExpandCommand, builder: PlanBuilder): void {
  const source = planStructure(field, builder.context);
  builder.step({ kind: "expand", source, slot: builder.redefine(fieldName(field), "any") });
}
