import { brokenRules, findLogGroups, listSavedQueries, type StoredQuery, saveQuery } from "../../cloudwatch/index.ts";
import { parseQuery } from "../../language/index.ts";
import { comparableText, type SavedForm } from "../../query-files/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import {
  ambiguity,
  isNamed,
  type LocalQuery,
  localQueries,
  namesOfLocal,
  refuseUnknown,
  reportRefusals,
  storedAs,
} from "../saved-queries.ts";
import { UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";

/** What is to be done with one query: replace the stored one, or add it. */
interface Push {
  readonly saved: SavedForm;
  readonly stored: StoredQuery | undefined;
  readonly action: "create" | "update" | "leave";
}

/** `logq queries push NAME...`: named queries become saved queries in CloudWatch. Operands are without `push`. */
export const runQueriesPush: RunCommand = async (invocation) => {
  const { host, operands, options } = invocation;
  if (operands.length === 0) throw new UsageError("no query is named", "write: logq queries push NAME, or push '*'");
  const local = await localQueries(invocation);
  refuseUnknown(operands, local.map(namesOfLocal));
  const chosen = local.filter((each) => isNamed(operands, ...namesOfLocal(each)));
  for (const { query, saved } of chosen) {
    if (saved !== undefined && query.diagnostics.length === 0) continue;
    await reportDiagnostics(query.source, [...query.diagnostics, ...parseQuery(query.source).diagnostics], invocation);
    return EXIT_CODES.badQuery.code;
  }
  return withConnection(invocation, async (connection, signal) => {
    const selectors = options.texts("group");
    const groups = selectors.length === 0 ? undefined : await findLogGroups(selectors, connection, { signal });
    const names = groups?.map(({ name }) => name);
    const stored = await listSavedQueries(connection, { signal });
    const refusals = chosen.flatMap((each) => refusalsOf(each, stored));
    if (refusals.length > 0) return reportRefusals(refusals, invocation);
    for (const { saved, stored: old, action } of chosen.flatMap((each) => pushOf(each, stored, names))) {
      const isDry = options.isSet("dry-run");
      const logGroups = names ?? old?.logGroups ?? [];
      if (action !== "leave" && !isDry) await saveQuery({ ...saved, logGroups }, old?.id, connection, { signal });
      const done = action === "leave" ? "unchanged" : isDry ? `would ${action}` : `${action}d`;
      await host.standardOutput.write(`${done} ${visibleText(saved.name)}\n`);
    }
    return EXIT_CODES.done.code;
  });
};

function refusalsOf({ query, saved }: LocalQuery, stored: readonly StoredQuery[]): readonly string[] {
  if (saved === undefined) return [];
  const same = storedAs(saved.name, stored);
  const broken = brokenRules({ ...saved, logGroups: [] }).map(
    (problem) => `${query.source.name} cannot be saved in CloudWatch: ${problem}`,
  );
  return same.length > 1 ? [ambiguity(saved.name, same), ...broken] : broken;
}

function pushOf({ saved }: LocalQuery, all: readonly StoredQuery[], logGroups: readonly string[] | undefined): Push[] {
  if (saved === undefined) return [];
  const [stored] = storedAs(saved.name, all);
  if (stored === undefined) return [{ saved, stored, action: "create" }];
  const hasGroups = logGroups === undefined || logGroups.join() === stored.logGroups.join();
  const isSame = hasGroups && comparableText(saved) === comparableText(stored);
  return [{ saved, stored, action: isSame ? "leave" : "update" }];
}
