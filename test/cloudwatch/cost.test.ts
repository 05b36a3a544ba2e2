import { DescribeQueriesCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { costOf, parsePrices } from "../../src/cloudwatch/price.ts";
import { parseFault } from "../../src/serve/index.ts";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { runMain } from "../support/fake-host.ts";
import { ask, entries, useCredentials } from "./ask.ts";
import { closeRecorders, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();

const LOG = entries(100);
const FILES = { "api.ndjson": LOG };
const QUERY = ["query", "stats count(*) as n", "-g", "api"];

async function asked(...options: string[]) {
  const served = await serveLogs({ files: FILES });
  const run = await ask(served, [...QUERY, ...options]);
  const { queries = [] } = await served.client.send(new DescribeQueriesCommand({}));
  return { ...run, queries: queries.map(({ queryString = "" }) => queryString.split("|\n")[1]) };
}

describe("--dry-run", () => {
  it("shows what the service estimates, and runs nothing", async () => {
    const run = await asked("--dry-run", "-o", "json", "--scan-price", "2");
    expect(JSON.parse(run.stdout)).toEqual([
      { estimatedBytes: LOG.length, estimatedCost: (LOG.length / 1e9) * 2, basis: "the service's estimate" },
    ]);
    expect(run.queries).toEqual(["stats count(*) as n\n| estimate"]);
    expect(run.exitCode).toBe(0);
  });

  it("is refused for files, with what to do instead", async () => {
    const run = await runMain(["query", "stats count(*)", "app.ndjson", "--dry-run"]);
    expect(run.stderr).toBe(
      "logq: --dry-run is for CloudWatch, and this run reads files\n  help: end a query over files in `| estimate`\n",
    );
    expect(run.exitCode).toBe(2);
  });
});

describe("an estimate where the service has none", () => {
  const DAY = 86_400_000;
  const NOON = Date.UTC(2026, 2, 1, 12);
  const MALFORMED = { status: 400, body: { __type: "MalformedQueryException", message: "unknown command" } };

  /** A dry run where `estimate` is no command and the group is described in other words. */
  async function estimated(group: object, ...range: string[]) {
    const served = await serveLogs({ files: FILES });
    const recorder = await recordRequests(served.server.url, ({ operation, input }, answer) => {
      if (operation === "StartQuery" && String(input["queryString"]).endsWith("| estimate")) return MALFORMED;
      if (operation !== "DescribeLogGroups") return answer;
      return { ...answer, body: { logGroups: [{ logGroupName: "api", ...group }] } };
    });
    const run = await ask({ server: recorder }, [...QUERY, "--dry-run", "-o", "json", ...range]);
    return { ...run, estimate: JSON.parse(run.stdout)[0] };
  }

  it.each([
    ["from the creation", { storedBytes: 4_000_000, creationTime: NOON - 4 * DAY }, ["--since", "1d"], 1_000_000],
    [
      "from the retention",
      { storedBytes: 8_000_000, creationTime: 0, retentionInDays: 2 },
      ["--since", "1d"],
      4_000_000,
    ],
    ["of a range before the group", { storedBytes: 8_000_000, creationTime: NOON - DAY }, ["-s", "9d", "-u", "8d"], 0],
    ["of a range longer than the group", { storedBytes: 8_000_000, creationTime: NOON - DAY }, ["-s", "9d"], 8_000_000],
  ])("is the share of the time range in the stored bytes, %s", async (_, group, range, bytes) => {
    const { estimate, exitCode } = await estimated(group, ...range);
    expect(estimate.basis).toBe("stored bytes and time range");
    // Ranges are whole seconds, the last one in full: a second in a day or more.
    expect(Math.abs(estimate.estimatedBytes - bytes)).toBeLessThanOrEqual(bytes / 43_200);
    expect(exitCode).toBe(0);
  });

  it("says which groups have no known size", async () => {
    const { estimate, stderr } = await estimated({});
    expect(estimate.estimatedBytes).toBe(0);
    expect(stderr).toContain("logq: the size of api is not known, and not in the estimate\n");
  });
});

describe("a budget", () => {
  it("that the estimate keeps changes nothing", async () => {
    const run = await asked("--max-bytes", "1MB", "--max-cost", "1", "-o", "ndjson");
    expect(run).toMatchObject({ stdout: '{"n":100}\n', exitCode: 0 });
    expect(run.queries).toEqual(["stats count(*) as n", "stats count(*) as n\n| estimate"]);
  });

  it("of bytes refuses a query before it is run", async () => {
    const run = await asked("--max-bytes", "1KB");
    expect(run.stderr).toContain(
      `logq: the query would scan about ${(LOG.length / 1000).toPrecision(3)} KB, which costs less than $0.01: --max-bytes allows 1.00 KB\n` +
        "  help: narrow the range with --since and --until or name fewer log groups; filters make a scan no smaller\n",
    );
    expect(run).toMatchObject({ stdout: "", exitCode: 6 });
    expect(run.queries).toEqual(["stats count(*) as n\n| estimate"]);
  });

  it("of dollars refuses a query at the price of its region", async () => {
    const prices = ["--scan-price", "0.001", "--scan-price", "eu-west-1=1000000"];
    const run = await asked("--max-cost", "4", ...prices);
    // 1e6 dollars for 1e9 bytes: a thousandth of a dollar a byte.
    expect(run.stderr).toContain(`which costs about $${(LOG.length / 1000).toFixed(2)}: --max-cost allows $4.00\n`);
    expect(run.exitCode).toBe(6);
    expect((await asked("--max-cost", "4")).exitCode).toBe(0);
  });

  it("stops a query that scans more than was estimated", async () => {
    const served = await serveLogs({ files: FILES, faults: [parseFault("query=slow,ms=60000")] });
    const recorder = await recordRequests(served.server.url, ({ operation, input }, answer) => {
      if (operation !== "GetQueryResults") return answer;
      const isEstimate =
        input["queryId"] === recorder.requests.find(({ operation: each }) => each === operation)?.input["queryId"];
      const statistics = { bytesScanned: 5_000_000 };
      if (!isEstimate) return { ...answer, body: { ...answer.body, statistics } };
      return { status: 200, body: { status: "Complete", results: [[{ field: "estimatedBytes", value: "1" }]] } };
    });
    const run = await ask({ server: recorder }, [...QUERY, "--max-bytes", "2MB"]);
    expect(run.stderr).toContain(
      "logq: the query was stopped when it had scanned 5.00 MB, which costs less than $0.01: --max-bytes allows 2.00 MB\n",
    );
    expect(run).toMatchObject({ stdout: "", exitCode: 6 });
    const { queries } = await served.client.send(new DescribeQueriesCommand({ status: "Cancelled" }));
    expect(queries).toHaveLength(1);
  });
});

describe("the price of a run", () => {
  it("ends its statement", async () => {
    const run = await asked("--scan-price", "100000");
    const size = (LOG.length / 1000).toPrecision(3);
    expect(run.stderr).toContain(`${size} KB scanned for about $${((LOG.length / 1e9) * 1e5).toFixed(2)}, `);
    expect((await asked()).stderr).toContain(`${size} KB scanned for less than $0.01, `);
  });

  it.each([
    [[], "eu-west-1", 0.005],
    [["0.01"], "eu-west-1", 0.01],
    [["0.01", "eu-west-1=0.02"], "eu-west-1", 0.02],
    [["eu-west-1=0.02"], "us-east-1", 0.005],
  ])("of %j in %s is %s for a GB", (texts, region, price) => {
    expect(costOf(1e9, region, parsePrices(texts))).toBe(price);
  });

  it("that is none is refused", async () => {
    const run = await asked("--scan-price", "cheap");
    expect(run.stderr).toContain(
      "logq: --scan-price cheap is not understood\n  help: dollars for each GB, such as 0.005",
    );
    expect(run.exitCode).toBe(2);
  });
});
