import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closeServedLogs, type ServedLogs, serveLogs } from "./serve-logs.ts";

closeServedLogs();

/** The AWS CLI, which is not installed everywhere; `LOGQ_TEST_AWS` names another than the one on the path. */
const AWS = process.env["LOGQ_TEST_AWS"] ?? "aws";
const version = spawnSync(AWS, ["--version"], { encoding: "utf8" }).stdout ?? "";
/** Version 2 has commands of its own, among them `tail`. */
const hasTail = version.startsWith("aws-cli/2.");

/** Starts the AWS CLI as its users do, with nothing but the endpoint to tell it. */
function start({ server, folder }: ServedLogs, parameters: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(AWS, ["logs", ...parameters, "--endpoint-url", server.url], {
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_PAGER: "",
      PYTHONUNBUFFERED: "1",
    },
  });
}

async function textOf(served: ServedLogs, ...parameters: string[]): Promise<string> {
  const child = start(served, parameters);
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(Buffer.concat(errors).toString());
  return Buffer.concat(chunks).toString();
}

async function answerOf(served: ServedLogs, ...parameters: string[]): Promise<unknown> {
  const text = await textOf(served, ...parameters, "--output", "json");
  return text === "" ? undefined : JSON.parse(text);
}

/** 1 March 2026, 12:00:00 UTC, in seconds. */
const NOON = Date.UTC(2026, 2, 1, 12) / 1000;
const LINES = ["INFO", "ERROR", "INFO", "ERROR", "ERROR"].map((level, n) =>
  JSON.stringify({ timestamp: new Date((NOON + n) * 1000).toISOString(), level, n }),
);
const LOG = `${LINES.join("\n")}\n`;

const serveApi = (settings = {}) =>
  serveLogs({ files: { "api.log": LOG }, groups: [{ name: "/aws/api", operands: ["api.log"] }], ...settings });

describe.skipIf(!version.startsWith("aws-cli/"))("the AWS CLI", { timeout: 120_000 }, () => {
  it("describes log groups and streams", async () => {
    const served = await serveApi();
    expect(await answerOf(served, "describe-log-groups")).toMatchObject({
      logGroups: [{ logGroupName: "/aws/api", storedBytes: LOG.length, logGroupClass: "STANDARD" }],
    });
    expect(await answerOf(served, "describe-log-streams", "--log-group-name", "/aws/api")).toMatchObject({
      logStreams: [{ logStreamName: "api.log", firstEventTimestamp: NOON * 1000 }],
    });
  });

  it("starts a query and gets its results", async () => {
    const served = await serveApi();
    const range = ["--start-time", String(NOON), "--end-time", String(NOON + 60)];
    const queryString = "stats count(*) as events by level | sort level asc";
    const query = ["--log-group-name", "/aws/api", "--query-string", queryString, ...range];
    const { queryId } = (await answerOf(served, "start-query", ...query)) as { queryId: string };
    let results: { status?: string } = {};
    while (results.status !== "Complete") {
      results = (await answerOf(served, "get-query-results", "--query-id", queryId)) as typeof results;
    }
    expect(results).toMatchObject({
      results: [
        [
          { field: "level", value: "ERROR" },
          { field: "events", value: "3" },
        ],
        [
          { field: "level", value: "INFO" },
          { field: "events", value: "2" },
        ],
      ],
      statistics: { recordsMatched: 5, recordsScanned: 5, bytesScanned: LOG.length },
    });
  });

  it("filters events, over all pages", async () => {
    const served = await serveApi();
    const pattern = ["--filter-pattern", '{ $.level = "ERROR" }', "--page-size", "2"];
    const answer = await answerOf(served, "filter-log-events", "--log-group-name", "/aws/api", ...pattern);
    const { events } = answer as { events: { message: string }[] };
    expect(events.map(({ message }) => message)).toEqual([1, 3, 4].map((n) => LINES[n]));
  });

  it("gets the events of a stream", async () => {
    const served = await serveApi();
    const stream = ["--log-group-name", "/aws/api", "--log-stream-name", "api.log", "--limit", "2"];
    const { events } = (await answerOf(served, "get-log-events", ...stream)) as { events: { message: string }[] };
    expect(events.map(({ message }) => message)).toEqual(LINES.slice(3));
  });

  it.skipIf(!hasTail)("tails a log group, and follows it", async () => {
    const served = await serveApi();
    const since = ["--since", "2026-03-01T12:00:03Z"];
    const linesOf = (text: string): readonly string[] => text.split("\n").map((line) => line.slice(line.indexOf("{")));
    const text = await textOf(served, "tail", "/aws/api", ...since);
    expect(linesOf(text)).toEqual([...LINES.slice(3), ""]);
    const follower = start(served, ["tail", "/aws/api", "--follow", ...since]);
    let followed = "";
    const added = '{"ts":1772366410000,"n":"new"}';
    await new Promise<void>((resolve) => {
      follower.stdout.on("data", (chunk: Buffer) => {
        followed += chunk.toString();
        if (followed === text) appendFileSync(join(served.folder, "api.log"), `${added}\n`);
        if (followed.includes(added)) resolve();
      });
    });
    follower.kill("SIGINT");
    expect(linesOf(followed)).toEqual([...LINES.slice(3), added, ""]);
  });

  it("creates groups and streams, puts events and shows errors of the service", async () => {
    const served = await serveLogs({ dataFolder: "data", takesAnyTime: true });
    await answerOf(served, "create-log-group", "--log-group-name", "/new");
    const stream = ["--log-group-name", "/new", "--log-stream-name", "s/1"];
    await answerOf(served, "create-log-stream", ...stream);
    const events = JSON.stringify([{ timestamp: NOON * 1000, message: "put by the CLI" }]);
    await answerOf(served, "put-log-events", ...stream, "--log-events", events);
    expect(await answerOf(served, "get-log-events", ...stream)).toMatchObject({
      events: [{ message: "put by the CLI", timestamp: NOON * 1000 }],
    });
    await expect(textOf(served, "create-log-group", "--log-group-name", "/new")).rejects.toThrow(
      "An error occurred (ResourceAlreadyExistsException) when calling the CreateLogGroup operation: The specified log group already exists",
    );
    await expect(
      textOf(
        served,
        "create-export-task",
        "--log-group-name",
        "/new",
        "--from",
        "0",
        "--to",
        "1",
        "--destination",
        "b",
      ),
    ).rejects.toThrow(
      "An error occurred (UnknownOperationException) when calling the CreateExportTask operation: logq serve does not offer the operation CreateExportTask",
    );
  });
});
