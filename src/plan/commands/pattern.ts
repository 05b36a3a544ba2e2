import type { PatternCommand } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import { NewColumns } from "../new-columns.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import type { PlanExpression } from "../plan-expression.ts";
import { refuseStructure } from "../reference.ts";

/** Groups events by the pattern of a text; the columns are those of the documentation (section 5.13). */
export function planPattern({ source }: PatternCommand, builder: PlanBuilder): void {
  const { context } = builder;
  const { expression, kind } = planExpression(source, context);
  refuseStructure(kind, source.span, "pattern", context);
  planPatternsOf(expression, "pattern", builder);
}

export function planPatternsOf(source: PlanExpression, command: "pattern" | "logcompare", builder: PlanBuilder): void {
  const columns = new NewColumns(builder.slots, command);
  const slots = {
    pattern: columns.add("@pattern", "text"),
    ratio: columns.add("@ratio", "number"),
    sampleCount: columns.add("@sampleCount", "number"),
    severityLabel: columns.add("@severityLabel", "text"),
  };
  builder.collectApart({ kind: "find-patterns", source, slots }, columns.list, columns.scope);
}
