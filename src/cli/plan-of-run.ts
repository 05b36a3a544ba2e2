import type { Source } from "../diagnostics/index.ts";
import { bindParameters, type ParameterValues, parseQuery, type Query } from "../language/index.ts";
import { type Plan, type PlanOptions, planQuery } from "../plan/index.ts";
import type { Presentation } from "../render/index.ts";
import type { Invocation, OptionValues } from "./command.ts";
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
  const limit = limitOf(invocation, parameters);
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
function limitOf({ options }: Invocation, parameters: ParameterValues): number | undefined {
  const isOwn = [...parameters.keys()].some((name) => name.toLowerCase() === "limit");
  if (isOwn && !options.isWritten("all")) return options.number("limit");
  if (isOwn && !options.isWritten("limit")) {
    throw new UsageError("the query has a limit of its own, which --all does not lift", "say how many: --limit 100000");
  }
  const { isAll, limit } = chosenLimit(options);
  return isAll ? Number.MAX_SAFE_INTEGER : limit;
}

/** Which of `--all` and `--limit` is meant: what stands on the command line goes before the environment. */
export function chosenLimit(options: OptionValues): { readonly isAll: boolean; readonly limit: number | undefined } {
  const limit = options.number("limit");
  if (!options.isSet("all")) return { isAll: false, limit };
  if (limit === undefined) return { isAll: true, limit };
  const [isAllWritten, isLimitWritten] = [options.isWritten("all"), options.isWritten("limit")];
  if (isAllWritten === isLimitWritten) throw new UsageError("--all and --limit exclude each other");
  return isAllWritten ? { isAll: true, limit: undefined } : { isAll: false, limit };
}
