import { parseFault, parseRate, type RunningServer, type ServerOptions, startServer } from "../../serve/index.ts";
import { groupsOfOperands, type LogGroup } from "../../sources/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { namedGroups } from "../log-groups.ts";
import { lookupTables } from "../lookup-tables.ts";
import { readOption } from "../read-option.ts";
import { explainSystemError } from "../system-error.ts";
import { FailureError, UsageError } from "../usage-error.ts";

/** `logq serve [FILE...]`: until it is told to end. */
export const runServeCommand: RunCommand = async (invocation) => {
  const { host, options } = invocation;
  const faults = options.texts("fault").map((text) => readOption("--fault", text, parseFault));
  const rates = options.texts("rate").map((text) => readOption("--rate", text, parseRate));
  const groups = await readGroups(invocation);
  const signal = host.endSignal();
  const tables = await lookupTables(invocation);
  const server = await listen(invocation, { groups, tables, faults, rates });
  if (!options.isSet("quiet")) await host.standardError.write(`${announcement(server, groups).join("\n")}\n`);
  await ended(signal);
  await server.close();
  return signal.reason === "SIGINT" ? EXIT_CODES.interrupted.code : EXIT_CODES.done.code;
};

async function readGroups(invocation: Invocation): Promise<readonly LogGroup[]> {
  const { host, operands } = invocation;
  const named = namedGroups(invocation);
  const { groups, problems } = await groupsOfOperands(operands, host.workingFolder);
  const [problem] = problems;
  if (problem !== undefined) throw new FailureError(`${problem.path} ${problem.message}`, problem.help);
  if (named.length + groups.length === 0) {
    throw new UsageError("no logs to serve", "name files or folders, or --group NAME=GLOB");
  }
  return [...named, ...groups];
}

async function listen(
  { host, options }: Invocation,
  given: Pick<ServerOptions, "groups" | "tables" | "faults" | "rates">,
): Promise<RunningServer> {
  const address = options.text("host") ?? "";
  const port = options.number("port") ?? 0;
  const onMessage = (message: string): void => void host.standardError.write(`logq: ${visibleText(message)}\n`);
  const { workingFolder, now } = host;
  const mostQueries = options.number("max-queries") ?? 1;
  try {
    return await startServer({ ...given, workingFolder, host: address, port, mostQueries, now, onMessage });
  } catch (error) {
    const help = "choose another with --port and --host; --port 0 is any free one";
    const reason = explainSystemError(error as NodeJS.ErrnoException);
    throw new FailureError(`cannot listen on ${address}, port ${port}: ${reason}`, help);
  }
}

function announcement({ url, host }: RunningServer, groups: readonly LogGroup[]): readonly string[] {
  const isLoopback = /^(?:127\.|::1$)/.test(host);
  const readers = isLoopback ? "every program on this machine" : "EVERYONE who reaches this address";
  const names = [...new Set(groups.map(({ name }) => name))];
  return [
    `serving ${names.length} log group${names.length === 1 ? "" : "s"} at ${url} to ${readers}; signatures are not checked`,
    ...groups.map(({ name, operands }) => `  ${name}: ${operands.map(visibleText).join(", ")}`),
    "use it with",
    `  aws logs describe-log-groups --endpoint-url ${url}`,
    `  export AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=${url}`,
  ];
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
