import type { FilterCommand } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Keeps the rows for which the condition holds (section 5.3). */
export function planFilter({ condition }: FilterCommand, builder: PlanBuilder): void {
  builder.step({ kind: "filter", condition: planExpression(condition, builder.context).expression });
}
