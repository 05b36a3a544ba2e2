import { COMMAND_CATALOGUE } from "../../src/cli/catalogue.ts";
import { environmentName, optionFlags } from "../../src/cli/command-line.ts";
import { HELP_TOPICS, type HelpTable } from "../../src/cli/help-topics.ts";
import { RUN_OPTIONS } from "../../src/cli/options.ts";
import { listNamedQueries, type QueryFolder } from "../../src/query-files/index.ts";
import { OPERATIONS } from "../../src/serve/operations/index.ts";

/** The tables of the README, by name, from the same catalogues as `--help`. */
export async function generatedTables(queryFolder: string): Promise<Record<string, string>> {
  return {
    commands: markdown(await commands(queryFolder)),
    options: markdown(options()),
    "exit-codes": markdown(topic("exit-codes")),
    "query-commands": markdown(topic("commands")),
    functions: markdown(topic("functions")),
    operations: `\`${[...OPERATIONS.keys()].sort().join("`, `")}\`.`,
  };
}

async function commands(queryFolder: string): Promise<HelpTable> {
  const folder: QueryFolder = { path: queryFolder, display: "queries", origin: "shipped" };
  const queries = await listNamedQueries([folder]);
  return {
    headings: ["command", "does"],
    rows: [
      ...COMMAND_CATALOGUE.map(({ name, operands, summary }) => [`\`${`${name} ${operands}`.trim()}\``, summary]),
      ...queries.map(({ name, header }) => [`\`${name} [FILE...]\``, header.description ?? ""]),
    ],
  };
}

function options(): HelpTable {
  return {
    headings: ["option", "does", "environment"],
    rows: RUN_OPTIONS.map((option) => [
      `\`${optionFlags(option)}\``,
      option.choices === undefined ? option.description : `${option.description}: ${option.choices.join(", ")}`,
      option.hasEnvironment ? `\`${environmentName(option)}\`` : "",
    ]),
  };
}

function topic(name: string): HelpTable {
  const table = HELP_TOPICS[name];
  if (table === undefined) throw new Error(`no help topic ${name}`);
  const { headings, rows } = table();
  return { headings, rows: rows.map(([first = "", ...rest]) => [`\`${first}\``, ...rest]) };
}

function markdown({ headings, rows }: HelpTable): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}
