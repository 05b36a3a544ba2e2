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

/** A query that can be run: its tree with the parameters bound, and what to do. */
export interface PlannedRun {
  readonly query: Query;
  readonly plan: Plan;
}

/** Plans a query and draws what is wrong with it; undefined where that prevents a plan. */
export async function planOfRun(
  { source, parameters }: QueryRun,
  invocation: Invocation,
  options: Pick<PlanOptions, "now" | "timeRange" | "comparison" | "tables">,
): Promise<PlannedRun | undefined> {
  const parsed = parseQuery(source);
  const limit = limitOf(invocation);
  const expanded = await expandCalls(parsed.query, invocation);
  const query = expanded.query && bindParameters(expanded.query, parameters);
  const planned = query && planQuery(query, { ...options, ...(limit === undefined ? {} : { limit }) });
  await reportDiagnostics(
    source,
    [...parsed.diagnostics, ...expanded.diagnostics, ...(planned?.diagnostics ?? [])],
    invocation,
  );
  return query === undefined || planned?.plan === undefined ? undefined : { query, plan: planned.plan };
}

/** The limit from outside the query; with `--all` one that no result reaches takes the place of the default. */
function limitOf({ options }: Invocation): number | undefined {
  const limit = options.number("limit");
  if (!options.isSet("all")) return limit;
  if (limit !== undefined) throw new UsageError("--all and --limit exclude each other");
  return Number.MAX_SAFE_INTEGER;
}
