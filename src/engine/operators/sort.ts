import { inOrder } from "../row-order.ts";
import type { Operator, StepOf } from "./operator.ts";

/** Orders the rows; rows that tie keep their order. */
export const sortRows: Operator<StepOf<"sort">> = (rows, { order }) => inOrder(rows, order);
