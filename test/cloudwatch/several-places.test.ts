import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { runMain } from "../support/fake-host.ts";
import { ask, entries, useCredentials } from "./ask.ts";
import { closeRecorders, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();

function rowsOf(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Two accounts, each behind a profile and an endpoint of its own. */
async function runAsBoth(...commandArguments: string[]) {
  const dev = await serveLogs({ files: { "api.ndjson": entries(3), "dev.ndjson": entries(1) } });
  const late = entries(3).replaceAll(".000Z", ".500Z");
  const prod = await serveLogs({ files: { "api.ndjson": late, "prod.ndjson": entries(1) } });
  const profile = (name: string, url: string) =>
    `[profile ${name}]\nregion = eu-west-1\naws_access_key_id = ${name}\naws_secret_access_key = s\nendpoint_url = ${url}\n`;
  const config = join(dev.folder, "config");
  writeFileSync(config, profile("dev", dev.server.url) + profile("prod", prod.server.url));
  vi.stubEnv("AWS_CONFIG_FILE", config);
  vi.stubEnv("AWS_REGION", undefined);
  return runMain([...commandArguments, "-o", "ndjson", "--profile", "dev", "--profile", "prod"]);
}

describe("several profiles", () => {
  it("are asked in one run, their rows labelled and in one order", async () => {
    const run = await runAsBoth("query", "fields @timestamp, n | sort @timestamp asc", "-g", "api");
    expect(rowsOf(run.stdout)).toEqual([
      { profile: "dev", "@timestamp": "2026-03-01 11:00:00.000", n: 0 },
      { profile: "prod", "@timestamp": "2026-03-01 11:00:00.500", n: 0 },
      { profile: "dev", "@timestamp": "2026-03-01 11:00:01.000", n: 1 },
      { profile: "prod", "@timestamp": "2026-03-01 11:00:01.500", n: 1 },
      { profile: "dev", "@timestamp": "2026-03-01 11:00:02.000", n: 2 },
      { profile: "prod", "@timestamp": "2026-03-01 11:00:02.500", n: 2 },
    ]);
    const range = "2026-03-01 11:00:00.000 to 2026-03-01 12:00:00.000 UTC";
    expect(run.stderr.split("\n").slice(0, 2)).toEqual([
      `asking api in eu-west-1 as dev, ${range}`,
      `asking api in eu-west-1 as prod, ${range}`,
    ]);
    expect(run.stderr).toMatch(/^6 events, 6 matched, 6 rows, /m);
    expect(run.exitCode).toBe(0);
  });

  it("share a limit where their rows have an order", async () => {
    const run = await runAsBoth("query", "fields @timestamp, n | limit 3", "-g", "api");
    expect(rowsOf(run.stdout).map(({ profile, n }) => [profile, n])).toEqual([
      ["prod", 2],
      ["dev", 2],
      ["prod", 1],
    ]);
  });

  it("that lack a log group are left out, which is said", async () => {
    const run = await runAsBoth("query", "stats count(*) as n", "-g", "prod");
    expect(rowsOf(run.stdout)).toEqual([{ n: 1 }]);
    expect(run.stderr).toContain("logq: left out: there is no log group in eu-west-1 with the name `prod`\n");
    const none = await runAsBoth("query", "stats count(*) as n", "-g", "test");
    expect(none).toMatchObject({ stdout: "", exitCode: 4 });
  });
});

describe("several regions", () => {
  it("are asked in one run; what is not sorted comes region by region", async () => {
    const served = await serveLogs({ files: { "api.ndjson": entries(4) } });
    const query = ["query", "stats count(*) as n by n > 1 as big", "-g", "api", "-o", "ndjson"];
    const run = await ask(served, [...query, "--region", "eu-west-1", "--region", "us-east-1"]);
    expect(rowsOf(run.stdout)).toEqual([
      { region: "eu-west-1", big: 0, n: 2 },
      { region: "eu-west-1", big: 1, n: 2 },
      { region: "us-east-1", big: 0, n: 2 },
      { region: "us-east-1", big: 1, n: 2 },
    ]);
  });

  it("are those of the ARNs, where log groups are named by them alone", async () => {
    const served = await serveLogs({ files: { "api.ndjson": entries(3) } });
    const { url, requests } = await recordRequests(served.server.url);
    const arn = (region: string) => `arn:aws:logs:${region}:123456789012:log-group:api`;
    const query = ["query", "stats count(*) as n", "-o", "ndjson"];
    const groups = ["-g", arn("sa-east-1"), "-g", arn("eu-north-1")];
    const run = await ask({ server: { url } }, [...query, ...groups]);
    expect(rowsOf(run.stdout)).toEqual([
      { region: "sa-east-1", n: 3 },
      { region: "eu-north-1", n: 3 },
    ]);
    const starts = requests.filter(({ operation }) => operation === "StartQuery");
    expect(starts.map(({ input, authorization }) => [input["logGroupIdentifiers"], authorization])).toEqual(
      ["sa-east-1", "eu-north-1"].map((region) => [[arn(region)], expect.stringContaining(`/${region}/logs/`)]),
    );
    const other = await ask({ server: { url } }, [...query, ...groups, "--region", "sa-east-1"]);
    expect(other.stderr).toBe(
      `logq: ${arn("eu-north-1")} is in eu-north-1, and the run asks sa-east-1\n  help: --region eu-north-1\n`,
    );
    expect(other.exitCode).toBe(2);
  });
});
