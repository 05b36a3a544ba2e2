import { problems } from "../../diagnostics/index.ts";
import { type FilterIndexCommand, fieldName } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Fields that the service keeps no index of (section 5.4). */
const NOT_INDEXABLE: ReadonlySet<string> = new Set(["@message", "@timestamp", "@log"]);

/** There is no index here: the rows for which the condition holds, as `filter` keeps them. */
export function planFilterIndex({ field, condition }: FilterIndexCommand, builder: PlanBuilder): void {
  const name = fieldName(field);
  if (NOT_INDEXABLE.has(name)) builder.report(problems.notIndexable(field.span, name));
  builder.step({ kind: "filter", condition: planExpression(condition, builder.context).expression });
}
