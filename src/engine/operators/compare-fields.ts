import type { CompareFields } from "../../plan/index.ts";
import { collectFields, relevanceRows } from "../compare-fields.ts";
import type { Operator } from "./operator.ts";

/** Compares the fields of rows that an earlier command has counted or cut. */
export const compareFieldsOfRows: Operator<CompareFields> = (rows, step, state) => {
  const collector = collectFields(step);
  for (const row of rows) collector.add(row);
  return relevanceRows(collector.compared, step, state);
};
