import type { FindPatterns } from "../../plan/index.ts";
import { collectPatterns, patternRows } from "../find-patterns.ts";
import type { Operator } from "./operator.ts";

/** Finds the patterns of rows that an earlier command has counted or cut. */
export const findPatternsOfRows: Operator<FindPatterns> = (rows, step, state) => {
  const collector = collectPatterns(step);
  for (const row of rows) collector.add(row);
  return patternRows(collector.counts(), step, state);
};
