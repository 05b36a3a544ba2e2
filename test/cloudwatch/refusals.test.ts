import { afterEach, describe, expect, it } from "vitest";
import { type Connection, connect, runServiceQuery } from "../../src/cloudwatch/index.ts";
import { parseFault } from "../../src/serve/index.ts";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { ask, CREDENTIALS, entries, useCredentials } from "./ask.ts";
import { type Answer, closeRecorders, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

/** Runs a query where some operations answer what they are told to. */
async function askWith(canned: Readonly<Record<string, Partial<Answer>>>, query: string) {
  const served = await serveLogs({ files: { "api.ndjson": entries(3) } });
  const recorder = await recordRequests(served.server.url, ({ operation }, answer) => ({
    ...answer,
    ...canned[operation],
  }));
  return { ...(await ask({ server: recorder }, ["query", query, "-g", "api"])), counts: recorder.counts() };
}

describe("a query that CloudWatch does not understand", () => {
  it("is drawn as it was sent, with the place that the service names", async () => {
    const queryCompileError = {
      message: "unexpected symbol found ( at line 1 and position 17",
      location: { startCharOffset: 7, endCharOffset: 8 },
    };
    const body = { __type: "MalformedQueryException", message: "Query cannot be compiled", queryCompileError };
    const run = await askWith({ StartQuery: { status: 400, body } }, "FIELDS   n | limit 3");
    expect(run.stderr.split("\n").slice(1)).toEqual([
      "error[refused-by-cloudwatch]: unexpected symbol found ( at line 1 and position 17",
      " --> query for the service:1:8",
      "  |",
      "1 | fields n",
      "  |        ^",
      "  = help: logq takes this query, CloudWatch does not",
      "",
    ]);
    expect(run).toMatchObject({ stdout: "", exitCode: 2 });
  });
});

describe("a log group", () => {
  const ofClass = (logGroupClass: string) => ({
    DescribeLogGroups: { body: { logGroups: [{ logGroupName: "api", logGroupClass }] } },
  });

  it("of the class INFREQUENT_ACCESS takes most queries", async () => {
    const run = await askWith(ofClass("INFREQUENT_ACCESS"), "stats count(*) as n");
    expect(run).toMatchObject({ exitCode: 0, counts: { StartQuery: 1 } });
  });

  it.each([
    [
      "filterIndex n = 1 | fields n",
      "error[unfit-for-log-class]: `filterIndex` does not run over log groups of the class INFREQUENT_ACCESS",
    ],
    [
      "stats count(*) as a by n | stats max(a) as b by n | stats max(b) as c",
      "error[unfit-for-log-class]: more than 2 `stats` do not run",
    ],
  ])("of the class INFREQUENT_ACCESS does not take %s", async (query, message) => {
    const run = await askWith(ofClass("INFREQUENT_ACCESS"), query);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain("^ api is of this class\n");
    expect(run.exitCode).toBe(2);
    expect(run.counts["StartQuery"]).toBeUndefined();
  });

  it("of the class DELIVERY takes none", async () => {
    const run = await askWith(ofClass("DELIVERY"), "fields n");
    expect(run.stderr).toContain(
      "logq: api is of the class DELIVERY, which only passes events on and takes no queries\n",
    );
    expect(run.exitCode).toBe(4);
    expect(run.counts["StartQuery"]).toBeUndefined();
  });
});

describe("a query that grows too long when it is written out", () => {
  it("is refused before it is sent", async () => {
    // `filter a!=1|` is written as `filter a != 1`, a line break, `|` and a blank.
    const query = `${"filter a!=1|".repeat(700)}fields n`;
    expect(query.length).toBeLessThan(10_000);
    const run = await askWith({}, query);
    expect(run.stderr).toMatch(/written out the query has 112\d\d characters, and CloudWatch takes 10000/);
    expect(run.exitCode).toBe(2);
    expect(run.counts["StartQuery"]).toBeUndefined();
  });
});

describe("an endpoint that says nothing", () => {
  it("is given up after some tries, and the query stopped", async () => {
    const faults = [parseFault("GetQueryResults=delay,ms=5000")];
    const served = await serveLogs({ files: { "api.ndjson": entries(3) }, faults });
    const recorder = await recordRequests(served.server.url);
    const retry = { attempts: 2, transientWait: 1 };
    const connection = await connect({ endpointUrl: recorder.url, environment: CREDENTIALS, timeout: 200, retry });
    open.push(connection);
    const range = { start: 0, end: 1 };
    const logGroups = [{ name: "api", identifier: "api" }];
    const refusal = runServiceQuery({ text: "fields n", logGroups, range }, connection);
    await expect(refusal).rejects.toMatchObject({
      name: "AwsServiceError",
      message: expect.stringContaining(`${recorder.url} cannot be reached: `),
    });
    expect(recorder.counts()).toMatchObject({ StartQuery: 1, GetQueryResults: 2, StopQuery: 1 });
  });
});
