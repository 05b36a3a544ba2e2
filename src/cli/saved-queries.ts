import { globTest, type StoredQuery } from "../cloudwatch/index.ts";
import { didYouMean } from "../diagnostics/index.ts";
import { listNamedQueries, localName, type NamedQuery, type SavedForm, savedFormOf } from "../query-files/index.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { queryFolders } from "./query-folders.ts";
import { UsageError } from "./usage-error.ts";

/** A named query, and what it is in CloudWatch; `saved` is undefined where its text is no query. */
export interface LocalQuery {
  readonly query: NamedQuery;
  readonly saved: SavedForm | undefined;
}

/** The named queries of all folders. */
export async function localQueries({ host }: Invocation): Promise<readonly LocalQuery[]> {
  const queries = await listNamedQueries(queryFolders(host));
  return queries.map((query) => ({ query, saved: savedFormOf(query) }));
}

/** Whether one of the names or globs means a query: its name here, or its name in CloudWatch. */
export function isNamed(globs: readonly string[], ...names: readonly (string | undefined)[]): boolean {
  return globs.some((glob) => names.some((name) => name !== undefined && globTest(glob)(name)));
}

export function namesOfLocal({ query, saved }: LocalQuery): readonly (string | undefined)[] {
  return [query.name, saved?.name];
}

export function namesOfStored({ name }: StoredQuery): readonly string[] {
  return [localName(name), name];
}

/** Refuses names that mean nothing: a misspelled one must not pass for "nothing to do". */
export function refuseUnknown(globs: readonly string[], known: readonly (readonly (string | undefined)[])[]): void {
  for (const glob of globs) {
    if (known.some((names) => isNamed([glob], ...names))) continue;
    const all = known.flat().filter((name) => name !== undefined);
    const help = all.length === 0 ? "there is none at all" : `there are ${listed(all)}`;
    throw new UsageError(`there is no query \`${glob}\``, didYouMean(glob, all) ?? help);
  }
}

/** The first few of many names. */
function listed(names: readonly string[]): string {
  const few = [...new Set(names)].sort();
  return few.length > 8 ? `${few.slice(0, 8).join(", ")} and ${few.length - 8} more` : few.join(", ");
}

/** The stored queries of a name, which in CloudWatch need not be one. */
export function storedAs(name: string, stored: readonly StoredQuery[]): readonly StoredQuery[] {
  return stored.filter((each) => each.name === name);
}

/** Says that a name in CloudWatch is no name, because several queries have it. */
export function ambiguity(name: string, stored: readonly StoredQuery[]): string {
  const ids = stored.map(({ id }) => id).join(", ");
  return `CloudWatch has ${stored.length} saved queries with the name ${name} (${ids}); rename or delete all but one`;
}

/** Reports what prevents a run; nothing has been changed. */
export async function reportRefusals(refusals: readonly string[], { host }: Invocation): Promise<ExitCode> {
  for (const refusal of refusals) await host.standardError.write(`logq: ${visibleText(refusal)}\n`);
  await host.standardError.write("  help: nothing was changed\n");
  return EXIT_CODES.failed.code;
}
