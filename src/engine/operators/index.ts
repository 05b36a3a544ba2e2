import type { MergeStep } from "../../plan/index.ts";
import type { Row } from "../row.ts";
import { accumulate } from "./accum.ts";
import { addTotals } from "./add-totals.ts";
import { aggregateRows } from "./aggregate.ts";
import { findAnomalies } from "./anomaly.ts";
import { appendColumns } from "./append-columns.ts";
import { autoregress } from "./autoregress.ts";
import { compareFieldsOfRows } from "./compare-fields.ts";
import { dedupRows } from "./dedup.ts";
import { comparePatterns } from "./diff.ts";
import { fillDown } from "./fill-down.ts";
import { fillMissing } from "./fill-missing.ts";
import { findPatternsOfRows } from "./find-patterns.ts";
import { limitRows } from "./limit.ts";
import type { MergeState, Operator, StepOf } from "./operator.ts";
import { treatOutliers } from "./outlier.ts";
import { eachRow } from "./row-step.ts";
import { sessionize } from "./sessionize.ts";
import { tailRows } from "./tail.ts";

export { finishGroups } from "./aggregate.ts";
export type { MergeState } from "./operator.ts";

/** Steps other than those that put rows in order, which is done as late as can be. */
type OperatedStep = Exclude<MergeStep, { kind: "sort" }>;

/** How each kind of step changes the rows. */
const OPERATORS: { readonly [Kind in OperatedStep["kind"]]: Operator<StepOf<Kind>> } = {
  filter: eachRow,
  assign: eachRow,
  "parse-glob": eachRow,
  "parse-regular-expression": eachRow,
  "parse-every-match": eachRow,
  "parse-logfmt": eachRow,
  "parse-csv": eachRow,
  lookup: eachRow,
  unnest: eachRow,
  expand: eachRow,
  join: eachRow,
  "append-columns": appendColumns,
  aggregate: aggregateRows,
  "find-patterns": findPatternsOfRows,
  "compare-fields": compareFieldsOfRows,
  diff: comparePatterns,
  anomaly: findAnomalies,
  limit: limitRows,
  dedup: dedupRows,
  tail: tailRows,
  autoregress,
  accum: accumulate,
  "fill-down": fillDown,
  "fill-missing": fillMissing,
  "add-totals": addTotals,
  outlier: treatOutliers,
  sessionize,
};

/** Takes all rows through one step of the merge part. */
export function operate(rows: Row[], step: OperatedStep, state: MergeState): Row[] {
  return (OPERATORS[step.kind] as Operator<OperatedStep>)(rows, step, state);
}
