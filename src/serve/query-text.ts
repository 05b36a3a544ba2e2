import { type Diagnostic, isError } from "../diagnostics/index.ts";
import { parseQuery, type Query } from "../language/index.ts";
import { type Plan, type PlanOptions, planQuery } from "../plan/index.ts";
import { type CallableQuery, expandSavedQueries } from "../query-files/index.ts";
import { malformedQuery, type ServiceError } from "./service-error.ts";
import type { QueryDefinition } from "./storage/query-definitions.ts";

/** Plans a query as StartQuery runs it; throws a `MalformedQueryException` for one that is not valid. */
export function planOfQuery(
  queryString: string,
  run: Pick<PlanOptions, "now" | "timeRange" | "tables">,
  limit: number | undefined,
  saved: readonly QueryDefinition[],
): Plan {
  const parsed = parseQuery({ name: "query", text: queryString });
  if (parsed.query === undefined) throw malformed(queryString, parsed.diagnostics);
  const { query, diagnostics: ofCalls } = expandSavedQueries(parsed.query, saved.map(callable));
  if (ofCalls.length > 0) throw malformed(queryString, ofCalls);
  // The parameter acts where the text has no `limit` (section 8.2).
  const given = limit === undefined || hasLimit(query) ? {} : { limit };
  const { plan, diagnostics } = planQuery(query, { ...run, hasPointer: true, ...given });
  if (plan === undefined || parsed.diagnostics.some(isError)) {
    throw malformed(queryString, [...parsed.diagnostics, ...diagnostics]);
  }
  return plan;
}

/** A saved query as `$Name(...)` calls it; a default that reads as a number is one. */
function callable({ name, queryString, parameters }: QueryDefinition): CallableQuery {
  return {
    names: [name],
    source: { name, text: queryString },
    parameters: parameters.map((parameter) => {
      const { defaultValue: text } = parameter;
      if (text === undefined) return { name: parameter.name };
      return { name: parameter.name, default: /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text };
    }),
  };
}

/** Whether the rows of the answer, those of the last `stats` if there is one, are limited by the text. */
function hasLimit({ commands }: Query): boolean {
  const lastStats = commands.findLastIndex(({ kind }) => kind === "stats");
  return commands.slice(lastStats + 1).some(({ kind }) => kind === "limit");
}

/** The first error, in the service's wording where it is known (section 8.5), and its place in the text. */
function malformed(queryString: string, diagnostics: readonly Diagnostic[]): ServiceError {
  const error = diagnostics.find(isError);
  const { start, end } = error?.span ?? { start: 0, end: queryString.length };
  const found = queryString.slice(start, end);
  const message =
    error?.code === "unknown-function"
      ? `Unrecognized function name: ${found}`
      : (error?.message ?? "Query cannot be compiled");
  return malformedQuery(message, start, end);
}
