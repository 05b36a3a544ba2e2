import type { Diagnostic } from "../diagnostics/index.ts";
import type { Query } from "../language/index.ts";
import { callableQuery, callsSavedQueries, expandSavedQueries, listNamedQueries } from "../query-files/index.ts";
import type { Invocation } from "./command.ts";
import { queryFolders } from "./query-folders.ts";

/** Puts named queries in the places where a query calls them; the files are read only if it does. */
export async function expandCalls(
  query: Query | undefined,
  { host }: Invocation,
): Promise<{ readonly query: Query | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  if (query === undefined || !callsSavedQueries(query)) return { query, diagnostics: [] };
  const expanded = expandSavedQueries(query, (await listNamedQueries(queryFolders(host))).map(callableQuery));
  return expanded.diagnostics.length === 0 ? expanded : { ...expanded, query: undefined };
}
