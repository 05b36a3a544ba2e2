import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeQueriesCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { useMoto } from "./moto-logs.ts";

// What the emulator has of the protocol, asked with the SDK alone: the ground that the tests of logq's
// own commands beside this file stand on. It has no StopQuery, GetLogRecord nor saved queries.

const client = useMoto();

const GROUP = "/aws/ecs/taskmanager-api";
/** The emulator takes events of the last 14 days, as the service does. */
const START = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

describe("log groups", () => {
  it("come in pages, sorted by name, with size and retention", async () => {
    for (const name of ["/b", "/a", "/c"]) await client.send(new CreateLogGroupCommand({ logGroupName: name }));
    await client.send(new PutRetentionPolicyCommand({ logGroupName: "/b", retentionInDays: 30 }));
    const pages = [];
    for await (const page of paginateDescribeLogGroups({ client, pageSize: 2 }, {})) pages.push(page.logGroups ?? []);
    expect(pages.map((page) => page.map(({ logGroupName }) => logGroupName))).toEqual([["/a", "/b"], ["/c"]]);
    expect(pages[0]?.map(({ retentionInDays }) => retentionInDays)).toEqual([undefined, 30]);
    expect(pages[0]?.[0]?.arn).toMatch(/^arn:aws:logs:eu-west-1:\d{12}:log-group:\/a:\*$/);
  });

  it("are found by prefix", async () => {
    for (const name of ["/aws/a", "/b"]) await client.send(new CreateLogGroupCommand({ logGroupName: name }));
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws" }));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(["/aws/a"]);
  });

  it("exist once", async () => {
    await client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    await expect(client.send(new CreateLogGroupCommand({ logGroupName: GROUP }))).rejects.toMatchObject({
      name: "ResourceAlreadyExistsException",
    });
  });
});

describe("log events", () => {
  it("are put into a stream, which then knows its last event", async () => {
    await putMessages(client, ["first", "second"]);
    const { logStreams } = await client.send(
      new DescribeLogStreamsCommand({ logGroupName: GROUP, orderBy: "LastEventTime", descending: true, limit: 1 }),
    );
    expect(logStreams).toMatchObject([{ logStreamName: "web", lastEventTimestamp: START + 1000 }]);
  });

  it("are filtered by time, in pages", async () => {
    await putMessages(client, ["a", "b", "c", "d"]);
    const input = { logGroupName: GROUP, startTime: START + 1000, endTime: START + 3000 };
    const pages = [];
    for await (const { events } of paginateFilterLogEvents({ client, pageSize: 2 }, input)) pages.push(events ?? []);
    expect(pages.map((page) => page.map(({ message }) => message))).toEqual([["b", "c"], ["d"]]);
    expect(pages[0]?.[0]).toMatchObject({ logStreamName: "web", timestamp: START + 1000 });
  });

  it("are filtered by a quoted phrase", async () => {
    await putMessages(client, ["disk is full", "full disk"]);
    const input = { logGroupName: GROUP, filterPattern: '"is full"' };
    const { events } = await client.send(new FilterLogEventsCommand(input));
    expect(events?.map(({ message }) => message)).toEqual(["disk is full"]);
  });

  it("of one stream end where the token stays the same", async () => {
    await putMessages(client, ["a", "b", "c"]);
    const messages = [];
    let token: string | undefined;
    for (let last = ""; token !== last; ) {
      last = token ?? "";
      const input = { logGroupName: GROUP, logStreamName: "web", startFromHead: true, limit: 2, nextToken: token };
      const { events, nextForwardToken } = await client.send(new GetLogEventsCommand(input));
      messages.push(...(events ?? []).map(({ message }) => message));
      token = nextForwardToken;
    }
    expect(messages).toEqual(["a", "b", "c"]);
  });
});

describe("a query", () => {
  it("gives rows of text with a pointer each, and no more for its limit", async () => {
    await putMessages(client, ["a", "b", "c"]);
    const { queryId } = await client.send(startQuery("fields @message | limit 2"));
    const { status, results, nextToken } = await client.send(new GetQueryResultsCommand({ queryId }));
    expect({ status, nextToken }).toEqual({ status: "Complete", nextToken: undefined });
    expect(results?.map((row) => row.find(({ field }) => field === "@message")?.value)).toEqual(["c", "b"]);
    expect(results?.every((row) => row.some(({ field }) => field === "@ptr"))).toBe(true);
  });

  it("is listed among those of its log group", async () => {
    await putMessages(client, ["a"]);
    const { queryId } = await client.send(startQuery("fields @message"));
    const { queries } = await client.send(new DescribeQueriesCommand({ logGroupName: GROUP }));
    expect(queries).toMatchObject([{ queryId, status: "Complete", queryString: "fields @message" }]);
  });
});

describe("a missing log group", () => {
  const commands = {
    StartQuery: () => client.send(startQuery("fields @message")),
    FilterLogEvents: () => client.send(new FilterLogEventsCommand({ logGroupName: GROUP })),
    DescribeLogStreams: () => client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP })),
    PutLogEvents: () => putEvents(client, ["a"]),
  };
  for (const [name, send] of Object.entries(commands)) {
    it(`is a ResourceNotFoundException of ${name}`, async () => {
      await expect(send()).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: "The specified log group does not exist.",
      });
    });
  }
});

function startQuery(queryString: string): StartQueryCommand {
  const endTime = START / 1000 + 60;
  return new StartQueryCommand({ logGroupNames: [GROUP], startTime: START / 1000, endTime, queryString });
}

/** One event a second. */
function putEvents(to: CloudWatchLogsClient, messages: readonly string[]) {
  const logEvents = messages.map((message, index) => ({ timestamp: START + index * 1000, message }));
  return to.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: "web", logEvents }));
}

async function putMessages(to: CloudWatchLogsClient, messages: readonly string[]): Promise<void> {
  await to.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await to.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName: "web" }));
  await putEvents(to, messages);
}
