import {
  parseFault,
  parseRate,
  type RunningServer,
  type ServerOptions,
  StorageError,
  startServer,
} from "../../serve/index.ts";
import { groupsOfOperands, type LogGroup, logStreams } from "../../sources/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Host } from "../host.ts";
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
  await warnOfEmptyGroups(groups, host);
  if (!options.isSet("quiet"))
    await host.standardError.write(`${announcement(server, options.text("data")).join("\n")}\n`);
  await ended(signal);
  await server.close();
  return signal.reason === "SIGINT" ? EXIT_CODES.interrupted.code : EXIT_CODES.done.code;
};

async function readGroups(invocation: Invocation): Promise<readonly LogGroup[]> {
  const { host, operands, options } = invocation;
  const named = namedGroups(invocation);
  const { groups, problems } = await groupsOfOperands(operands, host.workingFolder);
  const [problem] = problems;
  if (problem !== undefined) throw new FailureError(`${problem.path} ${problem.message}`, problem.help);
  if (named.length + groups.length === 0 && options.text("data") === undefined) {
    throw new UsageError("no logs to serve", "name files or folders, --group NAME=GLOB, or --data FOLDER");
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
  const dataFolder = options.text("data");
  const data = { ...(dataFolder === undefined ? {} : { dataFolder }), takesAnyTime: options.isSet("any-time") };
  try {
    return await startServer({ ...given, ...data, workingFolder, host: address, port, mostQueries, now, onMessage });
  } catch (error) {
    if (error instanceof StorageError) {
      throw new FailureError(`${error.message}: ${explainSystemError(error.cause as NodeJS.ErrnoException)}`);
    }
    const help = "choose another with --port and --host; --port 0 is any free one";
    const { code = "" } = error as NodeJS.ErrnoException;
    const reason = LISTEN_WORDS[code] ?? explainSystemError(error as NodeJS.ErrnoException);
    throw new FailureError(`cannot listen on ${address}, port ${port}: ${reason}`, help);
  }
}

const LISTEN_WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken by another program",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no such host",
};

/** A group may be of files that are yet to come; or its glob is not what was meant. */
async function warnOfEmptyGroups(groups: readonly LogGroup[], { workingFolder, standardError }: Host): Promise<void> {
  for (const group of groups) {
    const { streams } = await logStreams(group, workingFolder);
    if (streams.length > 0) continue;
    const places = group.operands.map(visibleText).join(", ");
    await standardError.write(
      `logq: the log group ${visibleText(group.name)} has no file yet: nothing matches ${places}\n`,
    );
  }
}

function announcement({ url, isLoopback, groups }: RunningServer, dataFolder: string | undefined): readonly string[] {
  const readers = isLoopback ? "every program on this machine" : "EVERYONE who reaches this address";
  const count = `${groups.length} log group${groups.length === 1 ? "" : "s"}`;
  const shown = groups.slice(0, MOST_SHOWN).map(({ name, operands, storedIn }) => {
    const places = [...operands, ...(storedIn === undefined ? [] : [storedIn])];
    return `  ${name}: ${places.map(visibleText).join(", ")}`;
  });
  return [
    `serving ${count} at ${url} to ${readers}; signatures are not checked`,
    ...shown,
    ...(groups.length > MOST_SHOWN ? [`  and ${groups.length - MOST_SHOWN} more`] : []),
    dataFolder === undefined
      ? "logs are only read; --data FOLDER lets clients put log groups and events"
      : `clients can put log groups and events, which are kept in ${visibleText(dataFolder)}`,
    "use it with",
    `  export AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=${url}`,
    "the AWS CLI and SDKs need a region and keys as well; where none are set up, any will do",
    "  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1",
    "  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any",
  ];
}

/** How many groups are named when the server starts. */
const MOST_SHOWN = 20;

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
