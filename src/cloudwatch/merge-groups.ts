import { isError } from "../diagnostics/index.ts";
import type { Query } from "../language/index.ts";
import { type OutputColumn, type Plan, planQuery } from "../plan/index.ts";
import { toText } from "../values/index.ts";
import type { TypedRows } from "./typed-rows.ts";

/** How the groups of parts become those of the whole. */
export interface GroupMerge {
  /** The columns of the rows of each part. */
  readonly partColumns: readonly OutputColumn[];
  /** What is done with these rows, as if they were events. */
  readonly plan: Plan;
}

/** Plans a merge; undefined where what follows the groups has to see events. */
export function planMerge(part: Query, merge: Query): GroupMerge | undefined {
  const parts = planQuery(part);
  const merged = planQuery(merge, { limit: Number.MAX_SAFE_INTEGER });
  if (parts.plan === undefined || merged.plan === undefined || merged.diagnostics.some(isError)) return undefined;
  return { partColumns: parts.plan.output, plan: merged.plan };
}

/** Whether sums of parts have fractions, of which the service prints four digits (section 8.4). */
export function hasFractions({ columns, rows }: TypedRows): boolean {
  const isPart = columns.map(({ name }) => name.startsWith(PART_PREFIX));
  return rows.some((row) => row.some((value, index) => isPart[index] && /^-?\d+\.\d*[1-9]/.test(toText(value) ?? "")));
}

/** How the columns of partial aggregates are named. */
export const PART_PREFIX = "logq_part_";
