import type { JsonCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { planStructure } from "../structure.ts";

/** A member of a field that holds JSON, under a name of its own (section 5.6). */
export function planJson({ field, key, alias }: JsonCommand, builder: PlanBuilder): void {
  const operand = planStructure(field, builder.context);
  const slot = builder.define(alias.name, alias.span, "any");
  builder.step({ kind: "assign", slot, expression: { kind: "json-member", operand, key } });
}
