import { didYouMean } from "../../diagnostics/index.ts";
import { findNamedQuery, listNamedQueries, listUnnamedFiles, type NamedQuery } from "../../query-files/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import { frameColors, useColor } from "../color.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { queryFolders } from "../query-folders.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { visibleJson, visibleLines } from "../visible-lines.ts";

/** `logq queries`, `logq queries show NAME`, and those that talk to CloudWatch: `push`, `pull` and `diff` */
export const runQueriesCommand: RunCommand = async (invocation) => {
  const [action, ...operands] = invocation.operands;
  if (action === undefined) return listQueries(invocation);
  const [name, ...rest] = operands;
  if (action === "show" && name !== undefined && rest.length === 0) return showQuery(name, invocation);
  const load = SYNCHRONIZE[action];
  if (load !== undefined) return (await load())({ ...invocation, operands });
  throw new UsageError(
    `\`queries ${invocation.operands.join(" ")}\` is not understood`,
    "write: logq queries show NAME, or push, pull or diff",
  );
};

const SYNCHRONIZE: Readonly<Record<string, () => Promise<RunCommand>>> = {
  push: async () => (await import("./queries-push.ts")).runQueriesPush,
  pull: async () => (await import("./queries-pull.ts")).runQueriesPull,
  diff: async () => (await import("./queries-diff.ts")).runQueriesDiff,
};

async function listQueries(invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  const queries = await listNamedQueries(queryFolders(host));
  await reportUnreachable(queries, invocation);
  if (options.text("output") === "json") {
    await host.standardOutput.write(visibleJson(queries.map(facts)));
    return EXIT_CODES.done.code;
  }
  const width = Math.max(...queries.map(({ name }) => name.length));
  const lines = queries.map(({ name, header, origin }) => {
    const where = origin === "shipped" ? "" : ` (${origin})`;
    return visibleText(`${name.padEnd(width)}  ${header.description ?? header.title ?? ""}${where}`.trimEnd());
  });
  await host.standardOutput.write(`${lines.join("\n")}\n`);
  for (const { source, diagnostics } of queries) await reportDiagnostics(source, diagnostics, invocation);
  return EXIT_CODES.done.code;
}

/** Query files that cannot be run by their names, as whoever wrote them expects. */
async function reportUnreachable(
  queries: readonly NamedQuery[],
  { host, commands, options }: Invocation,
): Promise<void> {
  const reserved = new Set(commands.map(({ name }) => name));
  const shadowed = queries.filter(({ name }) => reserved.has(name));
  const lines = [
    ...(await listUnnamedFiles(queryFolders(host))).map(
      (file) => `${file} is left out: the name of a query is a-z, 0-9 and -, and begins with a letter`,
    ),
    ...shadowed.map(({ name, source }) => `${source.name} cannot be run by its name: \`${name}\` is a command of logq`),
  ];
  const { warning } = frameColors(useColor(host.standardError, options, host));
  const text = lines.map((line) => `${warning("warning")}: ${visibleText(line)}\n`).join("");
  if (text !== "") await host.standardError.write(text);
}

function facts({ name, header, origin, source }: NamedQuery) {
  const { title, description, category, parameters } = header;
  return { name, title, description, category, parameters, origin, path: source.name, text: source.text };
}

async function showQuery(name: string, { host, options }: Invocation): Promise<ExitCode> {
  const folders = queryFolders(host);
  const query = findNamedQuery(name, folders);
  if (query === undefined) {
    const names = (await listNamedQueries(folders)).map((it) => it.name);
    throw new UsageError(`there is no named query \`${name}\``, didYouMean(name, names) ?? "`logq queries` lists them");
  }
  const isJson = options.text("output") === "json";
  const text = isJson ? visibleJson(facts(query)) : `${visibleLines(query.source.text.trimEnd())}\n`;
  await host.standardOutput.write(text);
  return EXIT_CODES.done.code;
}
