import type { Source } from "../diagnostics/index.ts";
import { bindParameters, type ParameterValues, parseQuery, type Query } from "../language/index.ts";
import { type Plan, type PlanOptions, planQuery } from "../plan/index.ts";
import type { Presentation } from "../render/index.ts";
import type { Invocation } from "./command.ts";
import { expandCalls } from "./expand-calls.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { UsageError } from "./usage-error.ts";

/** A query to run: its text, the values of its parameters, and how people want to see it. */
export interface QueryRun {
  readonly source: Source;
  readonly parameters: ParameterValues;
  readonly presentation: Presentation;
  /** Files, globs, folders, or `-`. */
  readonly operands: readonly string[];
}

/** A query that can be run: its tree with the parameters bound, what to do, and how many rows are asked for from outside it. */
export interface PlannedRun extends ChosenLimit {
  readonly query: Query;
  readonly plan: Plan;
}

interface ChosenLimit {
  readonly limit?: number;
  readonly isAll: boolean;
}

/** Plans a query and draws what is wrong with it; undefined where that prevents a plan. */
export async function planOfRun(
  { source, parameters }: QueryRun,
  invocation: Invocation,
  options: Pick<PlanOptions, "now" | "timeRange" | "comparison" | "tables">,
): Promise<PlannedRun | undefined> {
  const parsed = parseQuery(source);
  const chosen = chosenLimit(invocation, parameters);
  const expanded = await expandCalls(parsed.query, invocation);
  const query = expanded.query && bindParameters(expanded.query, parameters);
  const planned = query && planQuery(query, { ...options, ...limitOfPlan(chosen) });
  await reportDiagnostics(
    source,
    [...parsed.diagnostics, ...expanded.diagnostics, ...(planned?.diagnostics ?? [])],
    invocation,
  );
  return query === undefined || planned?.plan === undefined ? undefined : { query, plan: planned.plan, ...chosen };
}

/** What `--all` and `--limit` ask for: what stands on the command line goes before the environment. */
function chosenLimit({ options }: Invocation, parameters: ParameterValues): ChosenLimit {
  const limit = options.number("limit");
  const [isAllWritten, isLimitWritten] = [options.isWritten("all"), options.isWritten("limit")];
  const isOwn = [...parameters.keys()].some((name) => name.toLowerCase() === "limit");
  if (isOwn && isAllWritten && !isLimitWritten) {
    throw new UsageError("the query has a limit of its own, which --all does not lift", "say how many: --limit 100000");
  }
  if (limit === undefined) return { isAll: options.isSet("all") };
  if (!options.isSet("all") || (isOwn && !isAllWritten)) return { isAll: false, limit };
  if (isAllWritten === isLimitWritten) throw new UsageError("--all and --limit exclude each other");
  return isAllWritten ? { isAll: true } : { isAll: false, limit };
}

/** With `--all` one that no result reaches takes the place of the default. */
function limitOfPlan({ isAll, limit }: ChosenLimit): Pick<PlanOptions, "limit"> {
  if (isAll) return { limit: Number.MAX_SAFE_INTEGER };
  return limit === undefined ? {} : { limit };
}
