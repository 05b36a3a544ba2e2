import { problems } from "../../diagnostics/index.ts";
import { fieldName, type OutlierCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { numberOf } from "./number-value.ts";

/** How many interquartile ranges beyond the quartiles a value is an outlier. */
const DEFAULT_FACTOR = 2.5;

/** Clamps values beyond the quartiles, or removes their rows (section 5.23). */
export function planOutlier(command: OutlierCommand, builder: PlanBuilder): void {
  const { action = "transform", param, uselower = false, mark = false, fields } = command;
  const factor = param === undefined ? DEFAULT_FACTOR : numberOf(param, builder);
  if (param !== undefined && factor !== undefined && !(factor >= 0)) {
    builder.report(problems.badOption(param.span, "param", "a number of at least 0", String(factor)));
  }
  const slots = new Map(fields.map((field) => [builder.slotOf(field), field]));
  const tests = [...slots].flatMap(([slot, field]) => {
    if (slot === undefined) return [];
    if (!mark) return [{ slot }];
    const help = "this is the column of its marks: give it another name, or leave `mark` out";
    return [{ slot, markSlot: builder.define(markName(fieldName(field)), field.span, "boolean", { help }) }];
  });
  const isRemoved = action === "remove";
  builder.stepOverAll({ kind: "outlier", tests, factor: factor ?? DEFAULT_FACTOR, isTwoSided: uselower, isRemoved });
}

/** The column that says which values were outliers; the service's own name for it is not documented. */
export function markName(field: string): string {
  return `${field}_outlier`;
}
