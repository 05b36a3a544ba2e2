import type { Operator, StepOf } from "./operator.ts";

/** The first rows; notes where the default limit cuts any off. */
export const limitRows: Operator<StepOf<"limit">> = (rows, { count, isDefault }, state) => {
  if (isDefault && rows.length > count) state.cutAtDefaultLimit = count;
  return rows.slice(0, count);
};
