import { boundRows } from "../join.ts";
import type { Operator, StepOf } from "./operator.ts";

/** Puts the cells of row i of another query beside row i; where it has no such row, the cells stay empty. */
export const appendColumns: Operator<StepOf<"append-columns">> = (rows, step) => {
  const others = boundRows(step.rows);
  for (const [position, row] of rows.entries()) {
    for (const { index, slot } of step.columns) row[slot] = others[position]?.[index];
  }
  return rows;
};
