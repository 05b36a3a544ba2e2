import {
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  PutQueryDefinitionCommand,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { closeServedLogs, rowsOfAnswer, runServedQuery, serveLogs } from "./serve-logs.ts";

closeServedLogs();

/** 1 March 2026, 12:00:00 UTC, in seconds. */
const NOON = Date.UTC(2026, 2, 1, 12) / 1000;
const LOG = [
  { timestamp: "2026-03-01T12:00:00.000Z", level: "INFO", n: 1 },
  { timestamp: "2026-03-01T12:00:01.500Z", level: "ERROR", n: 2 },
  { timestamp: "2026-03-01T12:00:02.999Z", level: "ERROR", n: 3 },
  { timestamp: "2026-03-01T12:00:03.000Z", level: "ERROR", n: 4 },
]
  .map((entry) => `${JSON.stringify(entry)}\n`)
  .join("");

const FIRST = { timestamp: "2026-03-01T12:00:00.000Z" };

const ALL = { startTime: NOON, endTime: NOON + 60 };

describe("StartQuery and GetQueryResults", () => {
  it("know the time range in queries", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG } });
    const { results } = await runServedQuery(served, {
      startTime: NOON,
      endTime: NOON + 60,
      logGroupName: "api",
      queryString: "stats max(queryStartTime()) as start, max(queryTimeRange()) >= 60000 as isMinute",
    });
    expect(results).toEqual([
      [
        { field: "start", value: String(NOON * 1000) },
        { field: "isMinute", value: "1" },
      ],
    ]);
  });

  it("run a query with the real engine and give its rows as text", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG } });
    const answer = await runServedQuery(served, {
      ...ALL,
      logGroupName: "api",
      queryString: 'filter level = "ERROR" | stats count(*) as errors, sum(n) as total by level',
    });
    expect(answer.status).toBe("Complete");
    expect(answer.results).toEqual([
      [
        { field: "level", value: "ERROR" },
        { field: "errors", value: "3" },
        { field: "total", value: "9" },
      ],
    ]);
    expect(answer.statistics).toEqual({
      recordsMatched: 3,
      recordsScanned: 4,
      bytesScanned: LOG.length,
      logGroupsScanned: 1,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      resultCount: 1,
    });
  });

  it("take both bounds as seconds, the last one to its end", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG } });
    const query = { logGroupName: "api", queryString: "fields n | sort n asc" };
    const answer = await runServedQuery(served, { ...query, startTime: NOON + 1, endTime: NOON + 2 });
    expect(rowsOfAnswer(answer)).toEqual([{ n: "2" }, { n: "3" }]);
  });

  it("read the log groups that the text chooses with SOURCE, and no others", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG, "web.ndjson": LOG, "secret.ndjson": LOG } });
    const queryString = "SOURCE logGroups(namePrefix: ['api', 'web']) | stats count(*) as n, max(n) as most by @log";
    const answer = await runServedQuery(served, { ...ALL, queryString });
    expect(rowsOfAnswer(answer)).toEqual([
      { "@log": "123456789012:api", n: "4", most: "4" },
      { "@log": "123456789012:web", n: "4", most: "4" },
    ]);
    expect(answer.statistics?.logGroupsScanned).toBe(2);
    const narrowed = {
      startTime: NOON + 1,
      endTime: NOON + 2,
      queryString: "SOURCE 'api' start=-20y | fields n | sort n",
    };
    expect(rowsOfAnswer(await runServedQuery(served, narrowed))).toEqual([{ n: "2" }, { n: "3" }]);
  });

  it("run saved queries that the text calls, with arguments and defaults", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG } });
    const definition = {
      name: "least",
      queryString: "filter n >= {{n}} and level = {{level}}",
      parameters: [{ name: "n", defaultValue: "3" }, { name: "level" }],
    };
    await served.client.send(new PutQueryDefinitionCommand(definition));
    const ask = { ...ALL, logGroupName: "api" };
    const answer = await runServedQuery(served, {
      ...ask,
      queryString: '$least(level = "ERROR") | stats count(*) as n',
    });
    expect(rowsOfAnswer(answer)).toEqual([{ n: "2" }]);
    await expect(
      served.client.send(new StartQueryCommand({ ...ask, queryString: "$most() | fields n" })),
    ).rejects.toMatchObject({ name: "MalformedQueryException", message: "there is no saved query `most`" });
  });

  it("run subqueries and joins over the log groups that they name", async () => {
    const served = await serveLogs({
      files: { "api.ndjson": LOG, "users.ndjson": `${JSON.stringify({ ...FIRST, n: 2, name: "Ada" })}\n` },
    });
    const ask = { ...ALL, logGroupName: "api" };
    const inQuery = { ...ask, queryString: "filter n in (SOURCE 'users' | fields n) | fields n" };
    expect(rowsOfAnswer(await runServedQuery(served, inQuery))).toEqual([{ n: "2" }]);
    const join = { ...ask, queryString: "join left=a right=b where a.n=b.n (SOURCE 'users') | fields a.level, b.name" };
    expect(rowsOfAnswer(await runServedQuery(served, join))).toEqual([{ "a.level": "ERROR", "b.name": "Ada" }]);
  });

  it("refuse log groups beside SOURCE, unknown ones, and paths of files", async () => {
    const { client, folder } = await serveLogs({ files: { "api.ndjson": LOG } });
    const start = (query: object) =>
      client.send(new StartQueryCommand({ ...ALL, queryString: "SOURCE 'api' | fields n", ...query }));
    await expect(start({ logGroupName: "api" })).rejects.toMatchObject({ name: "InvalidParameterException" });
    for (const name of ["wep", "api.ndjson", `${folder}/api.ndjson`]) {
      await expect(start({ queryString: `SOURCE '${name}' | fields n` })).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: `there is no log group \`${name}\``,
      });
    }
  });

  it("give rows of events a pointer as their last field, and rows of groups none", async () => {
    const served = await serveLogs({ files: { "api.ndjson": LOG } });
    const query = { ...ALL, logGroupName: "api" };
    const events = await runServedQuery(served, { ...query, queryString: "fields n | limit 1" });
    expect(events.results).toEqual([
      [
        { field: "n", value: "4" },
        { field: "@ptr", value: `api.ndjson:${LOG.lastIndexOf("{")}` },
      ],
    ]);
    const groups = await runServedQuery(served, { ...query, queryString: "stats count(*) as n" });
    expect(groups.results).toEqual([[{ field: "n", value: "4" }]]);
  });
});

describe("StopQuery", () => {
  it("cancels a running query", async () => {
    const faults = [{ target: "query", kind: "slow", milliseconds: 60_000 }] as const;
    const { client } = await serveLogs({ files: { "api.ndjson": LOG }, faults });
    const query = { ...ALL, logGroupName: "api", queryString: "stats count(*)" };
    const { queryId } = await client.send(new StartQueryCommand(query));
    expect(await client.send(new StopQueryCommand({ queryId }))).toMatchObject({ success: true });
    const { status, results } = await client.send(new GetQueryResultsCommand({ queryId }));
    expect({ status, results }).toEqual({ status: "Cancelled", results: [] });
    await expect(client.send(new StopQueryCommand({ queryId }))).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

describe("DescribeLogGroups", () => {
  it("gives name, ARN and size of each group", async () => {
    const { client } = await serveLogs({ files: { "web.log": "x\n", "api.ndjson": LOG } });
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toMatchObject([
      { logGroupName: "api", storedBytes: LOG.length, arn: "arn:aws:logs:eu-west-1:123456789012:log-group:api:*" },
      { logGroupName: "web", storedBytes: 2 },
    ]);
  });
});
