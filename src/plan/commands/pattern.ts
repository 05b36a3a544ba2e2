import type { PatternCommand } from "../../language/index.ts";
import type { ValueKind } from "../../values/index.ts";
import { planExpression } from "../expression.ts";
import type { OutputColumn, PlanExpression, TimeRange } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { refuseStructure } from "../reference.ts";
import { Scope } from "../scope.ts";

/** Groups events by the pattern of a text; the columns are those of the documentation (section 5.13). */
export function planPattern({ source }: PatternCommand, builder: PlanBuilder): void {
  const { context } = builder;
  const { expression, kind } = planExpression(source, context);
  refuseStructure(kind, source.span, "pattern", context);
  planPatternsOf(expression, builder);
}

export function planPatternsOf(source: PlanExpression, builder: PlanBuilder): void {
  const after = Scope.afterStats(builder.slots);
  const columns: OutputColumn[] = [];
  const column = (name: string, kind: ValueKind): number => {
    const { slot } = after.define(name, kind);
    columns.push({ name, slot, kind });
    return slot;
  };
  const slots = {
    pattern: column("@pattern", "text"),
    ratio: column("@ratio", "number"),
    sampleCount: column("@sampleCount", "number"),
    severityLabel: column("@severityLabel", "text"),
  };
  builder.collectApart({ kind: "find-patterns", source, slots }, columns, after);
}

/** The time that decides in which range or bin an event is: the one that decides whether it is in that of the query. */
export function eventTime(builder: PlanBuilder, { untimed }: TimeRange): PlanExpression {
  const names = untimed === "at-ingestion" ? ["@timestamp", "@ingestionTime"] : ["@timestamp"];
  const slots = names.flatMap((name): PlanExpression[] => {
    const field = builder.eventField(name);
    return field === undefined ? [] : [{ kind: "slot", slot: field.slot }];
  });
  const [only] = slots;
  return slots.length === 1 && only !== undefined ? only : { kind: "call", function: "coalesce", arguments: slots };
}
