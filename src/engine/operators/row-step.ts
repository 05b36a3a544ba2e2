import { isExpansion, type RowStep } from "../../plan/index.ts";
import type { Row } from "../row.ts";
import { compileSteps } from "../row-step.ts";
import { isApproximate } from "./aggregate.ts";
import type { Operator } from "./operator.ts";

/** Takes each row through a step for one row at a time. */
export const eachRow: Operator<RowStep> = (rows, step, state) => {
  if (step.kind === "assign" && isApproximate(step.expression, state)) state.approximateSlots.add(step.slot);
  const kept: Row[] = [];
  const apply = compileSteps([step], (row) => kept.push(isExpansion(step) ? [...row] : row));
  for (const row of rows) apply(row);
  return kept;
};
