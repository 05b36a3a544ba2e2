import { listSavedQueries, type StoredQuery } from "../../cloudwatch/index.ts";
import { comparableText } from "../../query-files/index.ts";
import type { RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import {
  ambiguity,
  isNamed,
  type LocalQuery,
  localQueries,
  namesOfLocal,
  namesOfStored,
  refuseUnknown,
  reportRefusals,
  storedAs,
} from "../saved-queries.ts";
import { visibleLines } from "../visible-lines.ts";
import { withConnection } from "../with-connection.ts";

/**
 * `logq queries diff [NAME...]`: what a push would change, as a patch; exit 1 where there is something.
 * Without names: what is in both places, own queries that are only here, and those in the folder `logq`
 * that are only in CloudWatch. Operands are without `diff`.
 */
export const runQueriesDiff: RunCommand = (invocation) =>
  withConnection(invocation, async (connection, signal) => {
    const { operands, host } = invocation;
    const stored = await listSavedQueries(connection, { signal });
    const local = await localQueries(invocation);
    refuseUnknown(operands, [...local.map(namesOfLocal), ...stored.map(namesOfStored)]);
    const isAsked = (names: readonly (string | undefined)[]): boolean =>
      operands.length === 0 || isNamed(operands, ...names);
    const parts: string[] = [];
    const pairedNames = new Set(local.map(({ saved }) => saved?.name));
    for (const each of local.filter((query) => isAsked(namesOfLocal(query)))) {
      const same = storedAs(each.saved?.name ?? "", stored);
      if (same.length > 1) return reportRefusals([ambiguity(each.saved?.name ?? "", same)], invocation);
      parts.push(await difference(each, same[0], operands.length > 0));
    }
    for (const each of stored.filter((query) => isAsked(namesOfStored(query)) && !pairedNames.has(query.name))) {
      if (operands.length > 0 || each.name.startsWith("logq/")) parts.push(`only in CloudWatch: ${each.name}\n`);
    }
    const text = parts.join("");
    await host.standardOutput.write(visibleLines(text));
    return text === "" ? EXIT_CODES.done.code : EXIT_CODES.conditionMet.code;
  });

async function difference(
  { query, saved }: LocalQuery,
  stored: StoredQuery | undefined,
  isNamedByUser: boolean,
): Promise<string> {
  if (stored === undefined)
    return isNamedByUser || query.origin !== "shipped" ? `only here: ${query.source.name}\n` : "";
  const here = saved === undefined ? query.source.text : comparableText(saved);
  const there = comparableText(stored);
  if (here === there) return "";
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const options = { headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(`CloudWatch: ${stored.name}`, query.source.name, there, here, "", "", options);
}
