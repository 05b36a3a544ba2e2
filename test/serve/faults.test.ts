import {
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { parseFault, parseRate } from "../../src/serve/index.ts";
import { closeServedLogs, runServedQuery, type ServeSettings, serveLogs } from "./serve-logs.ts";

closeServedLogs();

const FILES = { "api.ndjson": '{"n":1}\n{"n":2}\n' };
const QUERY = { startTime: 0, endTime: 4_000_000_000, logGroupName: "api", queryString: "fields n" };

const serveWith = (fault: string, settings: ServeSettings = {}) =>
  serveLogs({ files: FILES, faults: [parseFault(fault)], ...settings });

describe("faults of requests", () => {
  it.each([
    ["throttle", "ThrottlingException", 400],
    ["limit", "LimitExceededException", 400],
    ["unavailable", "ServiceUnavailableException", 503],
    ["expired-token", "ExpiredTokenException", 400],
    ["denied", "AccessDeniedException", 400],
  ])("%s is an error of the service's shape, as often as asked for", async (kind, name, status) => {
    const { client } = await serveWith(`StartQuery=${kind},times=2`);
    for (let time = 0; time < 2; time++) {
      await expect(client.send(new StartQueryCommand(QUERY))).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode: status },
      });
    }
    expect(await client.send(new StartQueryCommand(QUERY))).toHaveProperty("queryId");
  });

  it("are overcome by the SDK's own attempts where it takes them as passing", async () => {
    const { client } = await serveWith("DescribeLogGroups=throttle,times=2", { attempts: 3 });
    expect((await client.send(new DescribeLogGroupsCommand({}))).$metadata.attempts).toBe(3);
  });

  it("cut ends the connection in the middle of the answer", async () => {
    const { client } = await serveWith("any=cut,times=1");
    await expect(client.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({ code: "ECONNRESET" });
    expect((await client.send(new DescribeLogGroupsCommand({}))).logGroups).toHaveLength(1);
  });

  it("delay answers later than requests that come after it", async () => {
    const { client } = await serveWith("DescribeLogGroups=delay,ms=60000");
    const controller = new AbortController();
    const ends: string[] = [];
    const late = client.send(new DescribeLogGroupsCommand({}), { abortSignal: controller.signal }).then(
      () => ends.push("late"),
      (error: Error) => ends.push(error.name),
    );
    await client.send(new StartQueryCommand(QUERY));
    ends.push("second");
    controller.abort();
    await late;
    expect(ends).toEqual(["second", "AbortError"]);
  });
});

describe("faults of queries", () => {
  it("fail ends as Failed, without rows", async () => {
    const served = await serveWith("query=fail,times=1");
    expect(await runServedQuery(served, QUERY)).toMatchObject({ status: "Failed", results: [] });
    expect(await runServedQuery(served, QUERY)).toMatchObject({ status: "Complete" });
  });

  it("timeout ends as Timeout, with a part of the rows", async () => {
    const { status, results } = await runServedQuery(await serveWith("query=timeout"), QUERY);
    expect(status).toBe("Timeout");
    expect(results).toHaveLength(1);
  });

  it("slow stays Running", async () => {
    const { client } = await serveWith("query=slow,ms=60000");
    const { queryId } = await client.send(new StartQueryCommand(QUERY));
    const statuses = new Set<string | undefined>();
    while (!statuses.has("Running")) {
      statuses.add((await client.send(new GetQueryResultsCommand({ queryId }))).status);
    }
    expect([...statuses].filter((status) => status !== "Scheduled")).toEqual(["Running"]);
    await client.send(new StopQueryCommand({ queryId }));
  });
});

describe("a fault as it is written", () => {
  it.each([
    ["StartQuery", "a fault is written TARGET=KIND"],
    ["StartQuery=explode", "faults of StartQuery are throttle"],
    ["query=throttle", "faults of query are fail, timeout, slow"],
    ["any=delay", "ms= belongs to delay and slow, and they need it"],
    ["any=throttle,ms=5", "ms= belongs to delay and slow, and they need it"],
  ])("%s is refused", (written, message) => {
    expect(() => parseFault(written)).toThrow(message);
  });
});

describe("quotas", () => {
  it("refuse one query too many at once, until another ends", async () => {
    const { client } = await serveWith("query=slow,ms=60000", { mostQueries: 2 });
    const { queryId } = await client.send(new StartQueryCommand(QUERY));
    await client.send(new StartQueryCommand(QUERY));
    await expect(client.send(new StartQueryCommand(QUERY))).rejects.toMatchObject({ name: "LimitExceededException" });
    await client.send(new StopQueryCommand({ queryId }));
    expect(await client.send(new StartQueryCommand(QUERY))).toHaveProperty("queryId");
  });

  it("refuse more requests a second than a rate, and only of its operation", async () => {
    let time = 1000;
    const { client } = await serveLogs({
      files: FILES,
      rates: [parseRate("DescribeLogGroups=2")],
      now: () => time,
    });
    const ask = () =>
      client.send(new DescribeLogGroupsCommand({})).then(
        () => "answered",
        (error: Error) => error.name,
      );
    expect([await ask(), await ask(), await ask()]).toEqual(["answered", "answered", "ThrottlingException"]);
    expect(await client.send(new StartQueryCommand(QUERY))).toHaveProperty("queryId");
    time += 500; // half a second: one more
    expect([await ask(), await ask()]).toEqual(["answered", "ThrottlingException"]);
  });

  it.each(["StartQuery", "StartQuery=0", "StartQuery=1.5", "=3"])("%s is no rate", (written) => {
    expect(() => parseRate(written)).toThrow("a rate is written OPERATION=COUNT");
  });
});
