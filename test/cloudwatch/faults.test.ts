import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DescribeQueriesCommand, GetQueryResultsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { explainFailure } from "../../src/cloudwatch/explain-failure.ts";
import { parseFault } from "../../src/serve/index.ts";
import { closeServedLogs, type ServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { useWorkplace } from "../support/run-logq.ts";
import { ask, CREDENTIALS, entries, useCredentials } from "./ask.ts";
import { closeRecorders, type Recorder, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();
const workplace = useWorkplace();

const QUERY = ["query", "fields n | sort n asc | limit 3", "-g", "api", "-o", "ndjson"];
const ANSWER = '{"n":0}\n{"n":1}\n{"n":2}\n';

async function askWith(...faults: string[]) {
  const served = await serveLogs({ files: { "api.ndjson": entries(3) }, faults: faults.map(parseFault) });
  return { ...(await ask(served, QUERY)), messages: served.messages };
}

describe("what passes by itself is waited for", () => {
  it.each([
    ["throttled starts", ["StartQuery=throttle,times=3"]],
    ["throttled polls", ["GetQueryResults=throttle,times=3"]],
    ["all places for queries taken", ["StartQuery=limit,times=1"]],
    ["a service that is not available", ["GetQueryResults=unavailable,times=2"]],
    ["a connection that is cut in the middle of an answer", ["GetQueryResults=cut,times=2", "StartQuery=cut,times=1"]],
  ])("%s", async (_, faults) => {
    expect(await askWith(...faults)).toMatchObject({ stdout: ANSWER, exitCode: 0 });
  });

  it("and said, where the wait for a place may be long", async () => {
    const { stderr } = await askWith("StartQuery=limit,times=1");
    expect(stderr).toContain("logq: as many queries run as the account may have at once; waiting for one to end");
  });
});

describe("a start whose answer is cut off", () => {
  it.each([
    ["once", ["StartQuery=cut,times=1"], 1],
    ["while nothing can be looked up at first", ["StartQuery=cut,times=1", "DescribeQueries=cut,times=1"], 2],
    ["without the permission to look it up", ["StartQuery=cut,times=1", "DescribeQueries=denied,times=1"], 2],
  ])("%s: the query that it started is taken up where it is found, else asked again", async (_, faults, started) => {
    const served = await serveLogs({ files: { "api.ndjson": entries(3) }, faults: faults.map(parseFault) });
    expect(await ask(served, QUERY)).toMatchObject({ stdout: ANSWER, exitCode: 0 });
    expect(await queriesOf(served)).toHaveLength(started);
  });

  it("that was interrupted meanwhile leaves no query running", async () => {
    const { served, recorder } = await serveSlowly("StartQuery=cut,times=1", "DescribeQueries=delay,ms=300,times=1");
    const child = workplace.start([...QUERY, "--endpoint-url", recorder.url], { environment: CREDENTIALS });
    const ended = new Promise((resolve) => child.on("close", resolve));
    await recorder.answered("StartQuery");
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect((await queriesOf(served)).map(({ status }) => status)).toEqual(["Cancelled"]);
  });
});

async function queriesOf({ client }: ServedLogs) {
  return (await client.send(new DescribeQueriesCommand({}))).queries ?? [];
}

describe("what does not pass is told with a way on", () => {
  it.each([
    [
      "StartQuery=expired-token",
      "logq: the credentials have expired\n  help: log in again: aws sso login, or renew the keys\n",
      3,
    ],
    [
      "StartQuery=denied",
      "permission is missing: User: arn:aws:iam::123456789012:user/logq is not authorized to perform: logs:StartQuery",
      3,
    ],
    ["query=fail", "logq: the query failed in CloudWatch, which gives no reason\n  help: try a shorter time range", 4],
  ])("%s", async (fault, message, exitCode) => {
    const run = await askWith(fault);
    expect(run.stderr).toContain(message);
    expect(run).toMatchObject({ stdout: "", exitCode });
  });

  it("a query that ran out of time: its rows are shown and said to be incomplete", async () => {
    const run = await askWith("query=timeout");
    expect(run.stdout).toBe('{"n":0}\n{"n":1}\n'); // the server keeps the first half
    expect(run.stderr).toContain(
      "logq: the result is incomplete: CloudWatch ended the query after its longest time of 60 minutes\n",
    );
    expect(run.exitCode).toBe(5);
  });

  it.each([200, 404])("an endpoint that answers with a web page and HTTP %i", async (status) => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.writeHead(status, { "content-type": "text/html" }).end("<html>Welcome</html>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const run = await ask({ server: { url } }, ["groups"]);
    server.close();
    expect(run.stderr).toContain(
      `logq: ${url} answers DescribeLogGroups with HTTP ${status} and not as CloudWatch Logs`,
    );
    expect(run.exitCode).toBe(4);
    expect(asked).toBe(1);
  });

  it("an endpoint whose name is unknown", () => {
    const failure = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    const place = { operation: "StartQuery", region: "eu-west-1", profile: undefined };
    expect(explainFailure(failure, { ...place, endpoint: "http://logs.invalid:4599" })).toMatchObject({
      message: "http://logs.invalid:4599 cannot be reached: its name is unknown",
      help: "is `logs.invalid` the name of the host, and the network there?",
    });
    expect(explainFailure(failure, { ...place, endpoint: undefined })).toMatchObject({
      help: "is `eu-west-1` a region, and the network there?",
    });
  });

  it("an endpoint where nothing listens", async () => {
    const run = await ask({ server: { url: "http://127.0.0.1:1" } }, QUERY);
    expect(run.stderr).toContain("logq: http://127.0.0.1:1 cannot be reached: nothing listens there\n");
    expect(run.exitCode).toBe(4);
  });
});

describe("a run that is ended from outside", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s stops its query in CloudWatch", async (signal) => {
    const { served, recorder } = await serveSlowly();
    const child = workplace.start([...QUERY, "--endpoint-url", recorder.url], { environment: CREDENTIALS });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    await recorder.answered("StartQuery");
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(stderr).toContain("logq: interrupted; no query is left running in CloudWatch\n");
    expect(await stoppedQuery(recorder, served)).toBe("Cancelled");
  });

  it("by an error on the way stops its query, too", async () => {
    const { served, recorder } = await serveSlowly("GetQueryResults=expired-token,times=1");
    const run = await ask({ server: recorder }, QUERY);
    expect(run.exitCode).toBe(3);
    expect(await stoppedQuery(recorder, served)).toBe("Cancelled");
  });
});

async function serveSlowly(...faults: string[]) {
  const all = ["query=slow,ms=60000", ...faults].map(parseFault);
  const served = await serveLogs({ files: { "api.ndjson": entries(3) }, faults: all });
  return { served, recorder: await recordRequests(served.server.url) };
}

/** What became of the query that was stopped, once. */
async function stoppedQuery({ requests }: Recorder, { client }: ServedLogs): Promise<string | undefined> {
  const [stop, ...others] = requests.filter(({ operation }) => operation === "StopQuery");
  expect(others).toEqual([]);
  const { status } = await client.send(new GetQueryResultsCommand({ queryId: String(stop?.input["queryId"]) }));
  return status;
}
