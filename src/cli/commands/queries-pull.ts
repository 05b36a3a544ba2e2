import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listSavedQueries, type StoredQuery } from "../../cloudwatch/index.ts";
import { comparableText, fileTextOf, localName, readHeader, savedFormOf } from "../../query-files/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { RunCommand } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import type { Host } from "../host.ts";
import {
  ambiguity,
  isNamed,
  type LocalQuery,
  localQueries,
  namesOfStored,
  refuseUnknown,
  reportRefusals,
  storedAs,
} from "../saved-queries.ts";
import { explainSystemError } from "../system-error.ts";
import { FailureError, UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";

/** A saved query to be written as a file. */
interface Pull {
  readonly stored: StoredQuery;
  /** Of the file, without its ending. */
  readonly name: string;
  /** The query of that name in CloudWatch, or else here, that is there already. */
  readonly local: LocalQuery | undefined;
  readonly isSame: boolean;
}

/** `logq queries pull NAME...`: saved queries of CloudWatch become files in `./queries`. Operands are without `pull`. */
export const runQueriesPull: RunCommand = async (invocation) => {
  const { operands, options } = invocation;
  if (operands.length === 0) throw new UsageError("no query is named", "write: logq queries pull NAME, or pull '*'");
  return withConnection(invocation, async (connection, signal): Promise<ExitCode> => {
    const stored = await listSavedQueries(connection, { signal });
    refuseUnknown(operands, stored.map(namesOfStored));
    const local = await localQueries(invocation);
    const chosen = stored.filter((each) => isNamed(operands, ...namesOfStored(each)));
    const pulls = chosen.map((each) => pullOf(each, local));
    const refusals = [...clashes(pulls), ...(options.isSet("force") ? [] : overwrites(pulls))];
    if (refusals.length > 0) return reportRefusals(refusals, invocation);
    for (const pull of pulls) await write(pull, options.isSet("dry-run"), invocation.host);
    return EXIT_CODES.done.code;
  });
};

function pullOf(stored: StoredQuery, all: readonly LocalQuery[]): Pull {
  const local =
    all.find(({ saved }) => saved?.name === stored.name) ??
    all.find(({ query }) => query.name === localName(stored.name));
  const isSame = local?.saved !== undefined && comparableText(local.saved) === comparableText(stored);
  return { stored, local, isSame, name: local?.query.name ?? localName(stored.name) };
}

/** Two saved queries for one file. */
function clashes(pulls: readonly Pull[]): readonly string[] {
  return pulls.flatMap(({ name, stored }, index) => {
    const other = pulls.slice(0, index).find((each) => each.name === name)?.stored;
    if (other === undefined) return [];
    const all = pulls.map((pull) => pull.stored);
    if (other.name === stored.name) return [ambiguity(stored.name, storedAs(stored.name, all))];
    return [`${other.name} and ${stored.name} would both be ${fileOf(name)}; pull one of them`];
  });
}

/** A shipped query is not overwritten: the new file goes before it. */
function overwrites(pulls: readonly Pull[]): readonly string[] {
  return pulls.flatMap(({ local, isSame, name }) => {
    if (local === undefined || isSame || local.query.origin === "shipped") return [];
    const { source } = local.query;
    return [`${source.name} differs: \`logq queries diff ${name}\` shows how, --force overwrites it`];
  });
}

function fileOf(name: string): string {
  return join("queries", `${name}.logq`);
}

async function write({ stored, name, local, isSame }: Pull, isDry: boolean, host: Host): Promise<void> {
  const { workingFolder } = host;
  const file = fileOf(name);
  if (isSame && local !== undefined) {
    const { origin, source } = local.query;
    const what = origin === "shipped" ? `${name}, which comes with logq` : source.name;
    await host.standardOutput.write(`unchanged ${what}\n`);
    return;
  }
  if (isDry) {
    await host.standardOutput.write(`would write ${file}\n`);
    return;
  }
  const text = fileTextOf(stored);
  try {
    await mkdir(join(workingFolder, "queries"), { recursive: true });
    await writeFile(join(workingFolder, file), text);
  } catch (error) {
    throw new FailureError(`${file} cannot be written: ${explainSystemError(error as NodeJS.ErrnoException)}`);
  }
  await host.standardOutput.write(`wrote ${file}\n`);
  const source = { name: file, text };
  const saved = savedFormOf({ name, source, header: readHeader(source).header });
  if (saved === undefined) {
    const help = `logq check -Q ${file} shows what`;
    await host.standardError.write(
      `logq: ${visibleText(stored.name)} has something that logq does not know\n  help: ${help}\n`,
    );
  } else if (comparableText(saved) !== comparableText(stored)) {
    const what = "not all of its parameters can be said in the file";
    await host.standardError.write(`logq: ${visibleText(stored.name)}: ${what}\n  help: logq queries diff ${name}\n`);
  }
}
