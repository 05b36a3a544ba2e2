import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeQueryDefinitionsCommand,
  FilterLogEventsCommand,
  GetLogRecordCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  PutQueryDefinitionCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { startServer } from "../../src/serve/index.ts";
import { closeServedLogs, rowsOfAnswer, runServedQuery, type ServedLogs, serveLogs } from "./serve-logs.ts";

closeServedLogs();

/** 1 March 2026, 12:00:00 UTC, in milliseconds. */
const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GROUP = "/aws/lambda/api";
const STREAM = "2026/03/01/[$LATEST]0a1b";
const names = { logGroupName: GROUP, logStreamName: STREAM };

const serveData = (settings = {}) => serveLogs({ dataFolder: "data", now: () => NOON, ...settings });

async function serveStream(settings = {}): Promise<ServedLogs> {
  const served = await serveData(settings);
  await served.client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await served.client.send(new CreateLogStreamCommand(names));
  return served;
}

const put = ({ client }: ServedLogs, logEvents: InputLogEvent[]) =>
  client.send(new PutLogEventsCommand({ ...names, logEvents }));

const messagesOf = async ({ client }: ServedLogs) =>
  (await client.send(new FilterLogEventsCommand({ logGroupName: GROUP }))).events?.map(({ message }) => message);

const nameOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => "no error",
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe("PutLogEvents", () => {
  it("makes events that queries and readers see, exactly as they were put", async () => {
    const served = await serveStream();
    const messages = [
      '{"level":"ERROR","user":{"id":7}}',
      "a\nmessage of\r\nseveral lines \n",
      "2026-03-01T12:00:00.000Z looks like an export\n2026-03-01T12:00:00.001Z twice",
      '[{"n":1},{"n":2}]',
      " ",
      'q"uote \\ \u2028 ünï \u0000 😀',
    ];
    await put(
      served,
      messages.map((message, index) => ({ timestamp: NOON - 10 + index, message })),
    );
    const { events } = await served.client.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
    expect(events?.map(({ message }) => message)).toEqual(messages);
    expect(events?.[0]).toMatchObject({ logStreamName: STREAM, timestamp: NOON - 10, ingestionTime: NOON });
    const query = { startTime: NOON / 1000 - 60, endTime: NOON / 1000, logGroupName: GROUP };
    const queryString = "fields @timestamp, @message, @logStream, @log, @ingestionTime, user.id | sort @timestamp asc";
    const answer = await runServedQuery(served, { ...query, queryString });
    const rows = rowsOfAnswer(answer);
    expect(rows.map((row) => row["@message"])).toEqual(messages);
    expect(rows[0]).toEqual({
      "@timestamp": "2026-03-01 11:59:59.990",
      "@message": messages[0],
      "@logStream": STREAM,
      "@log": `123456789012:${GROUP}`,
      "@ingestionTime": "2026-03-01 12:00:00.000",
      "user.id": "7",
    });
    const logRecordPointer = answer.results?.[2]?.at(-1)?.value;
    const { logRecord } = await served.client.send(new GetLogRecordCommand({ logRecordPointer }));
    expect(logRecord).toMatchObject({ "@message": messages[2], "@logStream": STREAM });
  });

  it("keeps all of what several clients put at once", async () => {
    const served = await serveStream();
    const batches = Array.from({ length: 40 }, (_, batch) =>
      Array.from({ length: 25 }, (_unused, n) => ({ timestamp: NOON + n, message: `${batch}-${n}` })),
    );
    await Promise.all(batches.map((batch) => put(served, batch)));
    const put1000 = batches.flat().map(({ message }) => message);
    expect((await messagesOf(served))?.toSorted()).toEqual(put1000.toSorted());
  });

  it("is kept beyond the end of the server", async () => {
    const served = await serveStream();
    await put(served, [{ timestamp: NOON, message: "kept" }]);
    await served.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 14 }));
    const definition = { name: "errors", queryString: "filter level = {{level}}", parameters: [{ name: "level" }] };
    await served.client.send(new PutQueryDefinitionCommand(definition));
    await served.server.close();
    const { port } = served.server;
    const again = await startServer({ groups: [], workingFolder: served.folder, dataFolder: "data", port });
    try {
      expect(await messagesOf(served)).toEqual(["kept"]);
      const { logGroups } = await served.client.send(new DescribeLogGroupsCommand({}));
      expect(logGroups).toMatchObject([{ logGroupName: GROUP, creationTime: NOON, retentionInDays: 14 }]);
      const { queryDefinitions } = await served.client.send(new DescribeQueryDefinitionsCommand({}));
      expect(queryDefinitions).toMatchObject([definition]);
    } finally {
      await again.close();
    }
  });

  it("goes on behind a line that a crash has cut", async () => {
    const served = await serveStream();
    await put(served, [{ timestamp: NOON, message: "first" }]);
    const [file = ""] = readdirSync(join(served.folder, "data"), { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".ndjson"),
    );
    const path = join(served.folder, "data", file);
    appendFileSync(path, readFileSync(path, "utf8").slice(0, 30));
    await put(served, [{ timestamp: NOON + 1, message: "second" }]);
    const messages = await messagesOf(served);
    expect(messages?.filter((message) => !message?.startsWith('{"@timestamp"'))).toEqual(["first", "second"]);
  });

  it("rejects events that are too old, expired or too new, as the service does", async () => {
    const served = await serveStream();
    const at = (timestamp: number): InputLogEvent => ({ timestamp, message: String(timestamp) });
    const old = [at(NOON - 14 * DAY - 1), at(NOON - 14 * DAY)];
    expect((await put(served, old)).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    const late = [at(NOON + 2 * HOUR), at(NOON + 2 * HOUR + 1)];
    expect((await put(served, late)).rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    await served.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
    const expired = [at(NOON - DAY - 1), at(NOON - DAY)];
    expect((await put(served, expired)).rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    const kept = [NOON - 14 * DAY, NOON - DAY, NOON + 2 * HOUR];
    expect(await messagesOf(served)).toEqual(kept.map(String));
  });

  it("takes events of any time if told to", async () => {
    const served = await serveStream({ takesAnyTime: true });
    const answer = await put(served, [{ timestamp: 1, message: "long ago" }]);
    expect(answer.rejectedLogEventsInfo).toBeUndefined();
    expect(await messagesOf(served)).toEqual(["long ago"]);
  });

  it.each<[string, InputLogEvent[], string]>([
    [
      "out of order",
      [
        { timestamp: NOON, message: "b" },
        { timestamp: NOON - 1, message: "a" },
      ],
      "chronological order",
    ],
    [
      "over more than a day",
      [
        { timestamp: NOON - DAY - 1, message: "a" },
        { timestamp: NOON, message: "b" },
      ],
      "24 hours",
    ],
    ["of more than 1 MB", Array(9).fill({ timestamp: NOON, message: "x".repeat(120_000) }), "Upload too large"],
    ["with an event of more than 1 MB", [{ timestamp: NOON, message: "x".repeat(1_048_551) }], "Log event too large"],
    ["without events", [], "at 'logEvents' failed to satisfy constraint"],
    ["with an empty message", [{ timestamp: NOON, message: "" }], "at 'logEvents.1.member.message'"],
  ])("refuses a batch %s as a whole", async (_, events, message) => {
    const served = await serveStream();
    expect(await nameOf(put(served, events))).toMatch(/^InvalidParameterException: /);
    expect(await nameOf(put(served, events))).toContain(message);
    expect(await messagesOf(served)).toEqual([]);
  });

  it("takes a batch of exactly 1 MB", async () => {
    const served = await serveStream();
    await put(served, [{ timestamp: NOON, message: "x".repeat(1024 * 1024 - 26) }]);
    expect((await messagesOf(served))?.[0]).toHaveLength(1024 * 1024 - 26);
  });
});

describe("log groups and streams", () => {
  it("are created once, and deleted with their events", async () => {
    const served = await serveStream();
    const { client } = served;
    await put(served, [{ timestamp: NOON, message: "x" }]);
    expect(await nameOf(client.send(new CreateLogGroupCommand({ logGroupName: GROUP })))).toMatch(
      /^ResourceAlreadyExistsException/,
    );
    expect(await nameOf(client.send(new CreateLogStreamCommand(names)))).toMatch(/^ResourceAlreadyExistsException/);
    await client.send(new DeleteLogStreamCommand(names));
    expect(await messagesOf(served)).toEqual([]);
    expect(await nameOf(client.send(new DeleteLogStreamCommand(names)))).toMatch(/^ResourceNotFoundException/);
    await client.send(new CreateLogStreamCommand(names));
    await client.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
    expect((await client.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
    expect(await nameOf(put(served, [{ timestamp: NOON, message: "x" }]))).toMatch(/^ResourceNotFoundException/);
    expect(readdirSync(join(served.folder, "data/log-groups"))).toEqual([]);
  });

  it.each([".", "..", "../../escaped", "a/b", "a%2Fb", "s".repeat(512), `${"ü".repeat(170)}!`, "group.json"])(
    "take any name that the service takes: %s",
    async (logStreamName) => {
      const served = await serveStream();
      const { client } = served;
      await client.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName }));
      await client.send(
        new PutLogEventsCommand({
          logGroupName: GROUP,
          logStreamName,
          logEvents: [{ timestamp: NOON, message: "here" }],
        }),
      );
      const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
      expect(logStreams?.map((stream) => stream.logStreamName).toSorted()).toEqual([STREAM, logStreamName].toSorted());
      expect(await messagesOf(served)).toEqual(["here"]);
      expect(readdirSync(served.folder)).toEqual(["data"]);
    },
  );

  it("of names that are the beginning of one another are told apart", async () => {
    const { client } = await serveData();
    const groups = [200, 201, 400, 512].map((length) => "g".repeat(length));
    for (const logGroupName of groups) {
      await client.send(new CreateLogGroupCommand({ logGroupName }));
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: logGroupName }));
    }
    await client.send(new DeleteLogGroupCommand({ logGroupName: groups[1] }));
    const left = groups.filter((_, index) => index !== 1);
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(left);
    for (const logGroupName of left) {
      const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName }));
      expect(logStreams?.map(({ logStreamName }) => logStreamName)).toEqual([logGroupName]);
    }
  });

  it("of the class Infrequent Access can be queried, but not read", async () => {
    const served = await serveData();
    const { client } = served;
    await client.send(new CreateLogGroupCommand({ logGroupName: GROUP, logGroupClass: "INFREQUENT_ACCESS" }));
    await client.send(new CreateLogStreamCommand(names));
    await put(served, [{ timestamp: NOON, message: "rare" }]);
    const query = { startTime: NOON / 1000, endTime: NOON / 1000, logGroupName: GROUP, queryString: "fields @message" };
    expect(rowsOfAnswer(await runServedQuery(served, query))).toEqual([{ "@message": "rare" }]);
    expect(await nameOf(client.send(new FilterLogEventsCommand({ logGroupName: GROUP })))).toMatch(
      /^InvalidParameterException: .*INFREQUENT_ACCESS/,
    );
    const standard = await client.send(new DescribeLogGroupsCommand({ logGroupClass: "STANDARD" }));
    expect(standard.logGroups).toEqual([]);
    const infrequent = await client.send(new DescribeLogGroupsCommand({ logGroupClass: "INFREQUENT_ACCESS" }));
    expect(infrequent.logGroups).toMatchObject([{ logGroupName: GROUP, logGroupClass: "INFREQUENT_ACCESS" }]);
  });

  it("of files can get streams beside these files, which are never written to", async () => {
    const served = await serveData({ files: { "api.log": "given\n" } });
    const { client } = served;
    const stream = { logGroupName: "api", logStreamName: "own" };
    const logEvents = [{ timestamp: NOON, message: "put" }];
    await client.send(new CreateLogStreamCommand(stream));
    await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
    const { events } = await client.send(new FilterLogEventsCommand({ logGroupName: "api" }));
    expect(events?.map(({ message }) => message).toSorted()).toEqual(["given", "put"]);
    const given = { logGroupName: "api", logStreamName: "api.log" };
    expect(await nameOf(client.send(new PutLogEventsCommand({ ...given, logEvents })))).toMatch(/^AccessDenied/);
    expect(await nameOf(client.send(new DeleteLogStreamCommand(given)))).toMatch(/^AccessDenied/);
    expect(await nameOf(client.send(new DeleteLogGroupCommand({ logGroupName: "api" })))).toMatch(/^AccessDenied/);
    expect(readFileSync(join(served.folder, "api.log"), "utf8")).toBe("given\n");
  });

  it("cannot be put without a folder for them", async () => {
    const { client } = await serveLogs({ files: { "api.log": "x\n" } });
    expect(await nameOf(client.send(new CreateLogGroupCommand({ logGroupName: "new" })))).toBe(
      "AccessDeniedException: logq serve was started without --data FOLDER, so nothing can be put or changed",
    );
  });
});

describe("retention", () => {
  it("is one of the service's numbers of days, or none", async () => {
    const { client } = await serveStream();
    const retention = async () => (await client.send(new DescribeLogGroupsCommand({}))).logGroups?.[0]?.retentionInDays;
    await client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 3653 }));
    expect(await retention()).toBe(3653);
    const odd = client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 31 }));
    expect(await nameOf(odd)).toMatch(/^InvalidParameterException/);
    await client.send(new DeleteRetentionPolicyCommand({ logGroupName: GROUP }));
    expect(await retention()).toBeUndefined();
  });
});
