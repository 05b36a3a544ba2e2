import type { Operator, StepOf } from "./operator.ts";

/** The last rows, in their order. */
export const tailRows: Operator<StepOf<"tail">> = (rows, { count }) => rows.slice(-count);
