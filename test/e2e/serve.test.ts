import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { createServer } from "node:net";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace({ "app.ndjson": '{"level":"ERROR"}\n' });

interface RunningCommand {
  readonly said: string;
  readonly client: CloudWatchLogsClient;
  /** Sends a signal and gives the exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `logq serve` on any free port and waits until it says where. */
async function serve(...parameters: string[]): Promise<RunningCommand> {
  const child: ChildProcessWithoutNullStreams = workplace.start(["serve", "--port", "0", ...parameters]);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      said += chunk;
      if (said.includes("export AWS_ENDPOINT")) resolve();
    });
    child.on("exit", () => reject(new Error(said)));
  });
  const client = new CloudWatchLogsClient({
    endpoint: /http:\S+/.exec(said)?.[0] ?? "",
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    client.destroy();
    child.kill(signal);
    return new Promise((resolve) => child.on("close", resolve));
  };
  return { said, client, end };
}

describe("logq serve", () => {
  it("says what it serves, to whom and how to use it, and ends when it is told to", async () => {
    const { said, client, end } = await serve("app.ndjson");
    const [first, ...rest] = said.trimEnd().split("\n");
    expect(first).toMatch(
      /^serving 1 log group at (http:\/\/127\.0\.0\.1:\d+) to every program on this machine; signatures are not checked$/,
    );
    const url = /http:\S+/.exec(said)?.[0];
    expect(rest).toEqual([
      "  app: app.ndjson",
      "logs are only read; --data FOLDER lets clients put log groups and events",
      "use it with",
      `  export AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=${url}`,
      "the AWS CLI and SDKs need a region and keys as well; where none are set up, any will do",
      "  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1",
      "  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any",
    ]);
    expect((await client.send(new DescribeLogGroupsCommand({}))).logGroups).toHaveLength(1);
    expect(await end("SIGTERM")).toBe(0);
  });

  it("warns of a log group that has no file yet", async () => {
    const { said, end } = await serve("app.ndjson", "--group", "later=new/*.log", "--group", "now=app.ndjson");
    const warnings = said.split("\n").filter((line) => line.startsWith("logq: "));
    expect(warnings).toEqual(["logq: the log group later has no file yet: nothing matches new/*.log"]);
    expect(await end("SIGTERM")).toBe(0);
  });

  it("ends with 130 when it is interrupted, in the middle of requests", async () => {
    const { client, end } = await serve("app.ndjson", "--fault", "any=delay,ms=60000");
    const answer = client.send(new DescribeLogGroupsCommand({})).catch((error: Error) => error);
    expect(await end("SIGINT")).toBe(130);
    expect(await answer).toBeInstanceOf(Error);
  });

  it("keeps what was put when it ends, and has it when it starts again", async () => {
    const first = await serve("--data", "kept", "--any-time");
    const names = { logGroupName: "/new", logStreamName: "s" };
    await first.client.send(new CreateLogGroupCommand({ logGroupName: "/new" }));
    await first.client.send(new CreateLogStreamCommand(names));
    const logEvents = [{ timestamp: 1_772_366_400_000, message: '{"level":"WARN"}' }];
    await first.client.send(new PutLogEventsCommand({ ...names, logEvents }));
    expect(await first.end("SIGKILL")).toBeNull();
    const second = await serve("--data", "kept");
    expect(second.said).toContain("clients can put log groups and events, which are kept in kept");
    const { events } = await second.client.send(new FilterLogEventsCommand({ logGroupName: "/new" }));
    expect(events?.map(({ message }) => message)).toEqual(['{"level":"WARN"}']);
    expect(await second.end("SIGTERM")).toBe(0);
    // The files are logs like any other.
    const { stdout } = await workplace.logq([
      "query",
      "fields @timestamp, level",
      "kept/log-groups",
      "-o",
      "ndjson",
      "-q",
    ]);
    expect(stdout).toBe('{"@timestamp":"2026-03-01 12:00:00.000","level":"WARN"}\n');
  });

  it.each([
    [["serve"], 2, "no logs to serve"],
    [["serve", "gone.log"], 4, "gone.log"],
    [["serve", "app.ndjson", "--rate", "10"], 2, "a rate is written OPERATION=COUNT"],
    [["serve", "app.ndjson", "--fault", "any=burn"], 2, "faults of any are throttle"],
    [["serve", "app.ndjson", "--fault", "x=throttle"], 2, "faults are of any, query, session, CreateLogGroup, "],
    [["serve", "app.ndjson", "--rate", "any=10"], 2, "rates are of CreateLogGroup, "],
    [["serve", "--data", "app.ndjson"], 4, "app.ndjson cannot be used for data"],
    [["serve", "app.ndjson", "--host", "256.1.1.1"], 4, "cannot listen on 256.1.1.1"],
  ])("%j ends with %i and says why", async (parameters, exitCode, message) => {
    const run = await workplace.logq(parameters);
    expect(run.stderr).toContain(message);
    expect(run.exitCode).toBe(exitCode);
  });

  it("says that a port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const run = await workplace.logq(["serve", "app.ndjson", "--port", String(port)]);
    other.close();
    expect(run.stderr).toBe(
      `logq: cannot listen on 127.0.0.1, port ${port}: the port is taken by another program\n` +
        "  help: choose another with --port and --host; --port 0 is any free one\n",
    );
    expect(run.exitCode).toBe(4);
  });
});
