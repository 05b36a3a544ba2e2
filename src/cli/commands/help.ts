import { didYouMean } from "../../diagnostics/index.ts";
import { findNamedQuery, listNamedQueries } from "../../query-files/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { commandHelp } from "../command-line.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { HELP_TOPICS, type HelpTable } from "../help-topics.ts";
import { namedQueryCommand } from "../named-query-command.ts";
import { queryFolders } from "../query-folders.ts";
import { UsageError } from "../usage-error.ts";

/** `logq help [TOPIC]` */
export const runHelpCommand: RunCommand = async (invocation) => {
  const [topic] = invocation.operands;
  const text = topic === undefined ? await overview(invocation) : await topicHelp(topic, invocation);
  await invocation.host.standardOutput.write(text);
  return EXIT_CODES.done.code;
};

/** The five canonical queries come first: they are what logq is for. */
const CANONICAL = ["errors-by-endpoint", "slow", "failed-logins", "org-volume", "db-performance"];

async function overview({ host, commands }: Invocation): Promise<string> {
  const queries = await listNamedQueries(queryFolders(host));
  const rank = (name: string): number => (CANONICAL.includes(name) ? CANONICAL.indexOf(name) : CANONICAL.length);
  const sorted = [...queries].sort((a, b) => rank(a.name) - rank(b.name));
  return [
    "logq: CloudWatch Logs Insights, anywhere\n",
    "Usage: logq COMMAND [options] [FILE...]\n",
    "Named queries:",
    drawRows(sorted.map(({ name, header }) => [name, header.description ?? header.title ?? ""])),
    "",
    "Commands:",
    drawRows(commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary])),
    "",
    "logq COMMAND --help shows the options of a command; logq --version the version.",
    "Files may be NDJSON, gzip, zstd or S3 exports; globs and folders; - or a pipe.",
    "",
  ].join("\n");
}

async function topicHelp(topic: string, { host, commands }: Invocation): Promise<string> {
  const table = HELP_TOPICS[topic]?.();
  if (table !== undefined) return drawTable(table);
  const builtIn = commands.find(({ name }) => name === topic);
  if (builtIn !== undefined) return commandHelp(builtIn);
  const folders = queryFolders(host);
  const query = findNamedQuery(topic, folders);
  if (query !== undefined) return commandHelp(namedQueryCommand(query));
  const topics = [...Object.keys(HELP_TOPICS), ...commands.map(({ name }) => name)];
  const queries = (await listNamedQueries(folders)).map(({ name }) => name);
  const help = didYouMean(topic, [...topics, ...queries]) ?? `topics are ${Object.keys(HELP_TOPICS).join(", ")}`;
  throw new UsageError(`there is no help on \`${topic}\``, help);
}

function drawTable({ headings, rows }: HelpTable): string {
  return `${drawRows([headings, ...rows], "")}\n`;
}

/** Rows in columns that are as wide as their longest cell; the last column is never padded. */
function drawRows(rows: readonly (readonly string[])[], indent = "  "): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      visibleText(
        indent +
          row
            .map((cell, at) => cell.padEnd(widths[at] ?? 0))
            .join("  ")
            .trimEnd(),
      ),
    )
    .join("\n");
}
