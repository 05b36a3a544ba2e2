import { problems } from "../../diagnostics/index.ts";
import { type FillmissingCommand, fieldName } from "../../language/index.ts";
import type { Value } from "../../values/index.ts";
import { planExpression } from "../expression.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Adds rows for the time bins of the last `stats` that have none (section 5.23). */
export function planFillmissing({ fills, span }: FillmissingCommand, builder: PlanBuilder): void {
  const { scope } = builder;
  const { keys, bins } = scope.grouping;
  if (bins.length === 0) {
    builder.report(problems.noTimeBins(span));
    return;
  }
  const slotOfKey = (name: string): number => scope.lookUp(name)?.slot ?? 0;
  const filled = new Map<number, Value>();
  for (const { value, field } of fills) {
    const planned = planExpression(value, builder.context).expression;
    if (planned.kind !== "constant") {
      builder.report(problems.constantExpected(value.span, "fillmissing", "the value"));
    }
    const name = fieldName(field);
    const slot = builder.slotOf(field);
    if (slot === undefined) continue;
    if (keys.some((key) => slotOfKey(key) === slot)) builder.report(problems.fillsKey(field.span, name));
    else if (filled.has(slot)) builder.report(problems.givenTwice(field.span, name, "fillmissing"));
    filled.set(slot, planned.kind === "constant" ? planned.value : undefined);
  }
  const step = {
    kind: "fill-missing" as const,
    keys: keys.map(slotOfKey),
    bins: bins.map(({ name, ...bin }) => ({ ...bin, slot: slotOfKey(name) })),
    fills: [...filled].map(([slot, value]) => ({ slot, value })),
  };
  builder.stepOverAll(step, { addsRows: true });
}
