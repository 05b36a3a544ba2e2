import { describe, expect, it } from "vitest";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { ask, entries, useCredentials } from "./ask.ts";

useCredentials();
closeServedLogs();

const LOG = entries(4, (n) => ({ level: n === 0 ? "INFO" : "ERROR" }));
const FILES = { "api.ndjson": LOG };

describe("a query in CloudWatch", () => {
  it("answers as over files, and says what it asks", async () => {
    const served = await serveLogs({ files: FILES });
    const query = 'filter level = "ERROR" | stats count(*) as errors, max(n) as last by level';
    const run = await ask(served, ["query", query, "-g", "api", "-o", "ndjson"]);
    expect(run.stdout).toBe('{"level":"ERROR","errors":3,"last":3}\n');
    expect(run.stderr.split("\n")).toEqual([
      "asking api in eu-west-1, 2026-03-01 11:00:00.000 to 2026-03-01 12:00:00.000 UTC",
      expect.stringMatching(
        new RegExp(`^4 events, 3 matched, 1 row, ${LOG.length} bytes scanned for less than \\$0.01, \\d+\\.\\d\\d s$`),
      ),
      "",
    ]);
    expect(run.exitCode).toBe(0);
  });

  it("of a named query has its headings and parameters", async () => {
    const log = entries(3, (n) => ({ metadata: { path: "/slow", duration_ms: 1000 * n } }));
    const served = await serveLogs({ files: { "api.ndjson": log } });
    const { stdout } = await ask(served, ["slow", "-g", "api", "--threshold", "1500"]);
    expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "Time                     Endpoint  Duration (ms)  User",
      "───────────────────────  ────────  ─────────────  ────",
      "2026-03-01 11:00:02.000  /slow             2,000",
      "",
    ]);
  });

  it("covers the last hour unless told otherwise, and exactly the times that are named", async () => {
    const served = await serveLogs({ files: { "api.ndjson": entries(4000) } });
    const count = async (...range: string[]) => {
      const { stdout } = await ask(served, ["query", "stats count(*) as n", "-g", "api", "-o", "ndjson", ...range]);
      return JSON.parse(stdout).n;
    };
    expect(await count()).toBe(3601); // the hour, and the second in which it ends
    expect(await count("--since", "2026-03-01T11:00:10Z", "--until", "2026-03-01T11:00:19Z")).toBe(10);
    expect(await count("--since", "2026-03-01T11:00:10.001Z", "--until", "2026-03-01T11:00:18.999Z")).toBe(8);
    expect(await count("--since", "30m", "--until", "15m")).toBe(901);
  });

  it("takes the smaller one of the limits of text and option", async () => {
    const served = await serveLogs({ files: FILES });
    const rows = async (query: string, limit: string) => {
      const { stdout } = await ask(served, ["query", query, "-g", "api", "-o", "ndjson", "--limit", limit]);
      return stdout.split("\n").length - 1;
    };
    expect(await rows("fields n | limit 3", "2")).toBe(2);
    expect(await rows("fields n | limit 2", "3")).toBe(2);
    expect(await rows("fields n", "1")).toBe(1);
  });

  it("that is cut at the default limit says so", async () => {
    const log = entries(3000).repeat(4);
    const served = await serveLogs({ files: { "api.ndjson": log } });
    const { stdout, stderr } = await ask(served, ["query", "fields n", "-g", "api", "-o", "ndjson"]);
    expect(stdout.split("\n").length - 1).toBe(10_000);
    expect(stderr).toContain("cut at the default limit of 10,000 rows");
  });

  it("with --exit-status and no rows exits with 1", async () => {
    const served = await serveLogs({ files: FILES });
    const query = ["query", "filter n > 9", "-g", "api", "--exit-status", "--quiet"];
    expect(await ask(served, query)).toMatchObject({ exitCode: 1, stderr: "" });
  });

  it("does not read files as well", async () => {
    const served = await serveLogs({ files: FILES });
    const run = await ask(served, ["query", "fields n", "app.ndjson", "-g", "api"]);
    expect(run.stderr).toBe("logq: `app.ndjson` is a file and -g names a log group: a run reads one or the other\n");
    expect(run.exitCode).toBe(2);
  });

  it("that is not valid is refused before CloudWatch is asked", async () => {
    const run = await ask({ server: { url: "http://127.0.0.1:1" } }, ["query", "stats cont(*)", "-g", "api"]);
    expect(run.stderr).toContain("`cont` is not a known function");
    expect(run.exitCode).toBe(2);
  });
});
