import type { PatternCommand } from "../../language/index.ts";
import type { ValueKind } from "../../values/index.ts";
import { planExpression } from "../expression.ts";
import type { OutputColumn } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { refuseStructure } from "../reference.ts";
import { Scope } from "../scope.ts";

/** Groups events by the pattern of a text; the columns are those of the documentation (section 5.13). */
export function planPattern({ source }: PatternCommand, builder: PlanBuilder): void {
  const { context, slots } = builder;
  const { expression, kind } = planExpression(source, context);
  refuseStructure(kind, source.span, "pattern", context);
  const after = Scope.afterStats(slots);
  const columns: OutputColumn[] = [];
  const column = (name: string, columnKind: ValueKind): number => {
    const { slot } = after.define(name, columnKind);
    columns.push({ name, slot, kind: columnKind });
    return slot;
  };
  const patternSlots = {
    pattern: column("@pattern", "text"),
    ratio: column("@ratio", "number"),
    sampleCount: column("@sampleCount", "number"),
    severityLabel: column("@severityLabel", "text"),
  };
  builder.findPatterns({ kind: "find-patterns", source: expression, slots: patternSlots }, columns, after);
}
