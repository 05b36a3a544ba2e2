import { didYouMean } from "../diagnostics/index.ts";
import { findNamedQuery, listNamedQueries } from "../query-files/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { COMMAND_CATALOGUE } from "./catalogue.ts";
import type { CommandEntry } from "./command.ts";
import { isSwitchedOn, parseArguments } from "./command-line.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { namedQueryCommand } from "./named-query-command.ts";
import { queryFolders } from "./query-folders.ts";
import { UsageError } from "./usage-error.ts";
import { visibleLines } from "./visible-lines.ts";

/** Runs logq: finds the command, reads its arguments, runs it, and turns what went wrong into words. */
export async function main(host: Host): Promise<ExitCode> {
  try {
    return await dispatch(host);
  } catch (error) {
    return await explainFailure(error, host);
  }
}

async function dispatch(host: Host): Promise<ExitCode> {
  const [name = "help", ...rest] = host.arguments;
  const isHelp = name === "--help" || name === "-h";
  const entry = await findCommand(isHelp ? "help" : name, host);
  const parsed = parseArguments(entry, rest, host.environment);
  if (parsed.kind === "help") {
    await host.standardOutput.write(parsed.text);
    return EXIT_CODES.done.code;
  }
  const run = await entry.load();
  return run({ host, commands: COMMAND_CATALOGUE, operands: parsed.operands, options: parsed.options });
}

/** A command of the catalogue, or a named query; only what is asked for is read. */
async function findCommand(name: string, host: Host): Promise<CommandEntry> {
  const builtIn = COMMAND_CATALOGUE.find((entry) => entry.name === name);
  if (builtIn !== undefined) return builtIn;
  const folders = queryFolders(host);
  const query = findNamedQuery(name, folders);
  if (query !== undefined) return namedQueryCommand(query);
  if (name.startsWith("-")) throw new UsageError(`unknown option \`${name}\` before a command`, "logq --help");
  const names = [...COMMAND_CATALOGUE, ...(await listNamedQueries(folders))].map((entry) => entry.name);
  const help = didYouMean(name, names) ?? "`logq help` lists the commands; a query text is run by `logq query TEXT`";
  throw new UsageError(`unknown command \`${name}\``, help);
}

async function explainFailure(error: unknown, host: Host): Promise<ExitCode> {
  const isDebug = host.arguments.includes("--debug") || isSwitchedOn(host.environment["LOGQ_DEBUG"]);
  const failure = error instanceof Error ? error : new Error(String(error));
  const expected = EXPECTED_FAILURES.get(failure.name);
  const help = expected === undefined ? "this is a defect of logq; --debug shows the stack" : helpOf(failure);
  const lines = [`logq: ${expected === undefined ? "unexpected error: " : ""}${visibleText(failure.message)}`];
  if (help !== undefined) lines.push(`  help: ${visibleText(help)}`);
  if (isDebug && failure.stack !== undefined) lines.push(visibleLines(failure.stack));
  await host.standardError.write(`${lines.join("\n")}\n`);
  return expected ?? EXIT_CODES.failed.code;
}

/** Failures that are no defects, by the names of their errors: the modules that throw them may not be loaded. */
const EXPECTED_FAILURES: ReadonlyMap<string, ExitCode> = new Map<string, ExitCode>([
  ["UsageError", EXIT_CODES.badQuery.code],
  ["FailureError", EXIT_CODES.failed.code],
  ["LookupTableError", EXIT_CODES.failed.code],
  ["AwsAccessError", EXIT_CODES.noAccess.code],
  ["AwsServiceError", EXIT_CODES.failed.code],
  ["AwsQueryError", EXIT_CODES.badQuery.code],
  ["LogGroupNameError", EXIT_CODES.badQuery.code],
  ["WorkerError", EXIT_CODES.failed.code],
  ["ScanBudgetError", EXIT_CODES.overBudget.code],
  ["MemoryBudgetError", EXIT_CODES.overBudget.code],
  ["TooManyRowsError", EXIT_CODES.overBudget.code],
  ["SubplanLimitError", EXIT_CODES.overBudget.code],
]);

function helpOf(failure: Error): string | undefined {
  return "help" in failure && typeof failure.help === "string" ? failure.help : undefined;
}
