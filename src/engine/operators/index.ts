import type { MergeStep } from "../../plan/index.ts";
import type { Row } from "../row.ts";
import { aggregateRows } from "./aggregate.ts";
import { dedupRows } from "./dedup.ts";
import { limitRows } from "./limit.ts";
import type { MergeState, Operator, StepOf } from "./operator.ts";
import { eachRow } from "./row-step.ts";
import { sortRows } from "./sort.ts";

export { finishGroups } from "./aggregate.ts";
export type { MergeState } from "./operator.ts";

/** How each kind of step changes the rows. */
const OPERATORS: { readonly [Kind in MergeStep["kind"]]: Operator<StepOf<Kind>> } = {
  filter: eachRow,
  assign: eachRow,
  "parse-glob": eachRow,
  "parse-regular-expression": eachRow,
  "parse-every-match": eachRow,
  "parse-logfmt": eachRow,
  "parse-csv": eachRow,
  unnest: eachRow,
  expand: eachRow,
  aggregate: aggregateRows,
  sort: sortRows,
  limit: limitRows,
  dedup: dedupRows,
};

/** Takes all rows through one step of the merge part. */
export function operate(rows: Row[], step: MergeStep, state: MergeState): Row[] {
  return (OPERATORS[step.kind] as Operator<MergeStep>)(rows, step, state);
}
