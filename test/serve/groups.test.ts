import {
  DescribeLogGroupsCommand,
  GetLogGroupFieldsCommand,
  ListLogGroupsCommand,
  type ListLogGroupsCommandInput,
  ListLogGroupsForQueryCommand,
  paginateDescribeLogGroups,
  StartQueryCommand,
  TestMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const FILES = { "app.ndjson": '{"n":1}\n', "web-1.ndjson": "", "web-2.ndjson": "" };

describe("ListLogGroups", () => {
  it.each<[string, ListLogGroupsCommandInput, string[]]>([
    ["all", {}, ["app", "web-1", "web-2"]],
    ["a part of the name", { logGroupNamePattern: "eb-" }, ["web-1", "web-2"]],
    ["the beginning or a part", { logGroupNamePattern: "^app|b-2" }, ["app", "web-2"]],
    ["the beginning alone", { logGroupNamePattern: "^eb-" }, []],
    ["another class", { logGroupClass: "INFREQUENT_ACCESS" }, []],
    ["another account", { accountIdentifiers: ["999999999999"] }, []],
    ["groups with an index", { fieldIndexNames: ["requestId"] }, []],
  ])("gives groups by %s", async (_, input, names) => {
    const { client } = await serveLogs({ files: FILES });
    const { logGroups } = await client.send(new ListLogGroupsCommand(input));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(names);
  });

  it("gives name, ARN and class, in pages", async () => {
    const { client } = await serveLogs({ files: FILES });
    const first = await client.send(new ListLogGroupsCommand({ limit: 2 }));
    expect(first.logGroups?.[0]).toEqual({
      logGroupName: "app",
      logGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:app",
      logGroupClass: "STANDARD",
    });
    const second = await client.send(new ListLogGroupsCommand({ limit: 2, nextToken: first.nextToken }));
    expect(second.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(["web-2"]);
  });

  it("refuses a pattern that is too short", async () => {
    const { client } = await serveLogs({ files: FILES });
    await expect(client.send(new ListLogGroupsCommand({ logGroupNamePattern: "app|w" }))).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

describe("DescribeLogGroups", () => {
  it("comes in pages, which the SDK's paginator follows", async () => {
    const { client } = await serveLogs({ files: FILES });
    const pages: (string | undefined)[][] = [];
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client, pageSize: 2 }, {})) {
      pages.push(logGroups.map(({ logGroupName }) => logGroupName));
    }
    expect(pages).toEqual([["app", "web-1"], ["web-2"]]);
  });

  it("gives no sizes with a pattern, as the service", async () => {
    const { client } = await serveLogs({ files: FILES });
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePattern: "pp" }));
    expect(Object.keys(logGroups?.[0] ?? {}).sort()).toEqual(["arn", "creationTime", "logGroupArn", "logGroupName"]);
  });

  it("finds groups by name and ARN, and refuses the ARN of their streams", async () => {
    const { client } = await serveLogs({ files: FILES });
    const arn = "arn:aws:logs:eu-west-1:123456789012:log-group:web-1";
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupIdentifiers: ["app", arn] }));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(["app", "web-1"]);
    await expect(
      client.send(new DescribeLogGroupsCommand({ logGroupIdentifiers: [`${arn}:*`] })),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("ListLogGroupsForQuery", () => {
  it("gives the groups of a query", async () => {
    const { client } = await serveLogs({ files: FILES });
    const query = { startTime: 0, endTime: 1, queryString: "stats count(*)", logGroupNames: ["web-2", "app"] };
    const { queryId } = await client.send(new StartQueryCommand(query));
    const { logGroupIdentifiers } = await client.send(new ListLogGroupsForQueryCommand({ queryId }));
    expect(logGroupIdentifiers).toEqual(["123456789012:web-2", "123456789012:app"]);
  });
});

describe("GetLogGroupFields", () => {
  /** 1 March 2026, 12:00:00 UTC, in seconds. */
  const NOON = Date.UTC(2026, 2, 1, 12) / 1000;
  const LOG = [
    { ts: NOON - 481, old: 1 },
    { ts: NOON - 480, level: "INFO", user: { id: 1 } },
    { ts: NOON, level: "ERROR", "user.id": null },
    { ts: NOON + 480, level: "INFO" },
    { ts: NOON + 481, late: 1 },
  ]
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join("");

  it("tells what share of the events within eight minutes of a time has each field", async () => {
    const { client } = await serveLogs({ files: { "api.ndjson": LOG } });
    const input = { logGroupName: "api", time: NOON };
    const { logGroupFields = [] } = await client.send(new GetLogGroupFieldsCommand(input));
    expect(Object.fromEntries(logGroupFields.map(({ name, percent }) => [name, percent]))).toEqual({
      "@ingestionTime": 100,
      "@log": 100,
      "@logStream": 100,
      "@message": 100,
      "@ptr": 100,
      "@timestamp": 100,
      ts: 100,
      level: 100,
      "user.id": 33,
    });
  });

  it("looks at the last 15 minutes without a time", async () => {
    const { client } = await serveLogs({ files: { "api.ndjson": LOG }, now: () => (NOON + 480 + 900) * 1000 });
    const { logGroupFields = [] } = await client.send(new GetLogGroupFieldsCommand({ logGroupName: "api" }));
    const own = logGroupFields.filter(({ name }) => !name?.startsWith("@"));
    expect(own.map(({ name, percent }) => [name, percent])).toEqual([
      ["ts", 100],
      ["late", 50],
      ["level", 50],
    ]);
  });
});

describe("TestMetricFilter", () => {
  it("numbers the messages that match from 0, with the fields of a space-delimited pattern", async () => {
    const { client } = await serveLogs();
    const input = { filterPattern: "[level = WARN, rest]", logEventMessages: ["INFO all well", "WARN disk is full"] };
    const { matches } = await client.send(new TestMetricFilterCommand(input));
    expect(matches).toEqual([
      {
        eventNumber: 1,
        eventMessage: "WARN disk is full",
        extractedValues: { $level: "WARN", $rest: "disk is full" },
      },
    ]);
  });
});
