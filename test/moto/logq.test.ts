import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { type Run, useWorkplace } from "../support/run-logq.ts";
import { MOTO_ENVIRONMENT, useMoto } from "./moto-logs.ts";

// logq's own commands against the emulator. It runs `fields`, `sort` and `limit` alone: what queries
// mean is tested against `logq serve`; here it is what travels.

const client = useMoto();
const workplace = useWorkplace();

const GROUP = "/aws/ecs/taskmanager-api";
const HOUR = 3_600_000;
/** Two hours ago, on a full second. */
const START = Math.floor(Date.now() / 1000) * 1000 - 2 * HOUR;

function logq(...commandArguments: string[]): Promise<Run> {
  return workplace.logq(commandArguments, { environment: MOTO_ENVIRONMENT });
}

async function putEvents(to: CloudWatchLogsClient, logGroupName: string, messages: readonly string[]): Promise<void> {
  await to.send(new CreateLogGroupCommand({ logGroupName }));
  await to.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "web" }));
  const logEvents = messages.map((message, index) => ({ timestamp: START + index * 1000, message }));
  await to.send(new PutLogEventsCommand({ logGroupName, logStreamName: "web", logEvents }));
}

describe("logq query -g", () => {
  it("asks, waits, and gives the rows in their types", async () => {
    await putEvents(client, GROUP, ["first", "second", "third"]);
    const text = "fields @timestamp, @message, @logStream | sort @timestamp desc | limit 2";
    const run = await logq("query", text, "-g", GROUP, "--since", "3h", "-o", "json");
    expect(run.stderr).toContain(`asking ${GROUP} in eu-west-1, `);
    expect(JSON.parse(run.stdout)).toMatchObject([
      { "@message": "third", "@logStream": "web" },
      { "@message": "second", "@logStream": "web" },
    ]);
    expect(run.exitCode).toBe(0);
  });

  it("sends its range in seconds", async () => {
    await putEvents(client, GROUP, ["first", "second", "third"]);
    const run = await logq("query", "fields @message", "-g", GROUP, "--since", "1h", "-o", "json");
    expect(JSON.parse(run.stdout)).toEqual([]);
    const all = await logq("query", "fields @message", "-g", GROUP, "--since", "3h", "-o", "json");
    expect(JSON.parse(all.stdout)).toHaveLength(3);
  });

  it("finds groups by glob", async () => {
    await putEvents(client, "/aws/ecs/a", ["of a"]);
    await putEvents(client, "/aws/ecs/b", ["of b"]);
    await putEvents(client, "/other", ["of the other"]);
    const run = await logq("query", "fields @message", "-g", "/aws/*", "--since", "3h", "-o", "csv", "-q");
    expect(run.stdout.trim().split(/\r?\n/).sort()).toEqual(["@message", "of a", "of b"]);
  });

  it("says that a group is missing", async () => {
    await putEvents(client, GROUP, ["x"]);
    const run = await logq("query", "fields @message", "-g", "/aws/ecs/taskmanager");
    expect(run.stderr).toContain("there is no log group in eu-west-1 with the name `/aws/ecs/taskmanager`\n");
    expect(run.stderr).toContain(`help: one begins so: ${GROUP};`);
    expect(run.exitCode).toBe(4);
  });
});

describe("logq query --dry-run", () => {
  it("takes the stored bytes where the service has no estimate", async () => {
    await putEvents(client, GROUP, ["12345", "67890"]);
    const run = await logq("query", "fields @message", "-g", GROUP, "--since", "3h", "--dry-run", "-o", "json");
    expect(JSON.parse(run.stdout)).toEqual([
      { estimatedBytes: 10, estimatedCost: 0.00000000005, basis: "stored bytes and time range" },
    ]);
    const refused = await logq("query", "fields @message", "-g", GROUP, "--since", "3h", "--max-cost", "0.00000000001");
    expect(refused.exitCode).toBe(6);
  });
});

describe("logq groups", () => {
  it("shows retention, size and last event", async () => {
    await putEvents(client, GROUP, ["12345", "67890"]);
    await client.send(new CreateLogGroupCommand({ logGroupName: "/empty" }));
    await client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 30 }));
    const run = await logq("groups", "-o", "json");
    const lastEvent = new Date(START + 1000).toISOString().replace("T", " ").replace("Z", "");
    expect(JSON.parse(run.stdout)).toEqual([
      { logGroup: GROUP, retentionInDays: 30, storedBytes: 10, lastEvent },
      { logGroup: "/empty", storedBytes: 0 },
    ]);
  });
});

describe("logq history", () => {
  it("lists the queries of a log group, and shows one again", async () => {
    await putEvents(client, GROUP, ["first", "second"]);
    const asked = await logq("query", "fields @message | limit 1", "-g", GROUP, "--since", "3h", "-o", "ndjson");
    const list = await logq("history", "-g", GROUP, "-o", "json");
    const [query, ...others] = JSON.parse(list.stdout);
    expect(others).toEqual([]);
    expect(query).toMatchObject({ status: "Complete", logGroups: GROUP });
    const again = await logq("history", query.id, "-g", GROUP, "-o", "ndjson");
    expect(again.stdout).toBe(asked.stdout);
  });
});

describe("what the emulator does not have", () => {
  it.each([
    [["queries", "diff"], "DescribeQueryDefinitions"],
    [["history", "11111111-2222-3333-4444-555555555555"], "GetQueryResults"],
  ])("%j is told as a failure of the endpoint, not as a defect", async (commandArguments, operation) => {
    const run = await logq(...commandArguments, "-q");
    expect(run.stderr).toBe(
      `logq: ${MOTO_ENVIRONMENT.AWS_ENDPOINT_URL} answers ${operation} with HTTP 500 and not as CloudWatch Logs does\n` +
        "  help: is it an endpoint of CloudWatch Logs, and does it offer this?\n",
    );
    expect(run.exitCode).toBe(4);
  });
});
