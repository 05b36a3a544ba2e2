import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach } from "vitest";
import { type RunningServer, type ServerOptions, startServer } from "../../src/serve/index.ts";

export interface ServedLogs {
  readonly folder: string;
  readonly server: RunningServer;
  /** The real SDK, which tries each request once. */
  readonly client: CloudWatchLogsClient;
  /** Lines that the server told its operator. */
  readonly messages: readonly string[];
  readonly close: () => Promise<void>;
}

export interface ServeSettings extends Partial<Omit<ServerOptions, "workingFolder">> {
  /** Contents by path: served as one group each, of the name up to the first dot, unless groups are given. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly attempts?: number;
}

const open = new Set<ServedLogs>();

/** Serves files of a folder of their own on loopback until the test ends. */
export async function serveLogs(settings: ServeSettings = {}): Promise<ServedLogs> {
  const served = await serveLogsUntilClosed(settings);
  open.add(served);
  return served;
}

/** Ends what the tests of a file served. */
export function closeServedLogs(): void {
  afterEach(async () => {
    for (const served of open) await served.close();
    open.clear();
  });
}

export async function serveLogsUntilClosed(settings: ServeSettings = {}): Promise<ServedLogs> {
  const { files = {}, attempts = 1, ...options } = settings;
  const folder = mkdtempSync(join(tmpdir(), "logq-serve-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const groups = Object.keys(files).map((path) => ({ name: path.replace(/\..*$/, ""), operands: [path] }));
  const messages: string[] = [];
  const onMessage = (message: string): void => void messages.push(message);
  const server = await startServer({ groups, onMessage, ...options, workingFolder: folder });
  const client = new CloudWatchLogsClient({
    endpoint: server.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: attempts,
    disableHostPrefix: true,
  });
  const close = async (): Promise<void> => {
    client.destroy();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, server, client, messages, close };
}

/** Runs a query to its end and gives its first page. */
export async function runServedQuery(
  { client }: ServedLogs,
  input: ConstructorParameters<typeof StartQueryCommand>[0],
): Promise<GetQueryResultsCommandOutput> {
  const { queryId } = await client.send(new StartQueryCommand(input));
  for (;;) {
    const results = await client.send(new GetQueryResultsCommand({ queryId }));
    if (results.status !== "Scheduled" && results.status !== "Running") return results;
    await setTimeout(2);
  }
}

/** The rows of an answer as objects, without their pointers. */
export function rowsOfAnswer({ results = [] }: Pick<GetQueryResultsCommandOutput, "results">) {
  return results.map((row) =>
    Object.fromEntries(row.filter(({ field }) => field !== "@ptr").map(({ field, value }) => [field, value])),
  );
}
