import type { RowStep } from "../../plan/index.ts";
import { compileSteps } from "../row-step.ts";
import { isApproximate } from "./aggregate.ts";
import type { Operator } from "./operator.ts";

/** Takes each row through a step for one row at a time. */
export const eachRow: Operator<RowStep> = (rows, step, state) => {
  if (step.kind === "assign" && isApproximate(step.expression, state)) state.approximateSlots.add(step.slot);
  return rows.filter(compileSteps([step]));
};
