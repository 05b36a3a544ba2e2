import type { RowChange } from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";

/** A step that fills slots of a row from what it reads. */
export type FillingStep = Exclude<RowChange, { kind: "filter" }>;

/** What a step for one row at a time reads. */
export function readBy(
  step: { readonly kind: string } & (RowChange | { readonly source: PlanExpression }),
): readonly PlanExpression[] {
  if ("source" in step) return [step.source];
  switch (step.kind) {
    case "filter":
      return [step.condition];
    case "assign":
      return [step.expression];
    case "lookup":
      return step.keys.map(({ value }) => value);
  }
}

/** The slots that a step fills. */
export function filledBy(step: FillingStep): readonly number[] {
  switch (step.kind) {
    case "assign":
    case "parse-logfmt":
      return [step.slot];
    case "parse-glob":
    case "parse-csv":
      return step.slots;
    case "parse-regular-expression":
      return step.captures.map(({ slot }) => slot);
    case "lookup":
      return step.outputs.map(({ slot }) => slot);
  }
}
