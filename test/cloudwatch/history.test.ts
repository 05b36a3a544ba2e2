import { setTimeout } from "node:timers/promises";
import { DescribeQueriesCommand, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { withoutEcho } from "../../src/cloudwatch/query-history.ts";
import { parseFault } from "../../src/serve/index.ts";
import { closeServedLogs, type ServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { ask, entries, useCredentials } from "./ask.ts";

useCredentials();
closeServedLogs();

const FILES = { "api.ndjson": entries(3), "web.ndjson": entries(2) };
const RANGE = { startTime: Date.UTC(2026, 2, 1, 11) / 1000, endTime: Date.UTC(2026, 2, 1, 12) / 1000 };

async function start({ client }: ServedLogs, logGroupName: string, queryString: string): Promise<string> {
  const { queryId } = await client.send(new StartQueryCommand({ ...RANGE, logGroupName, queryString }));
  return queryId ?? "";
}

async function statusOf({ client }: ServedLogs, id: string): Promise<string | undefined> {
  const { queries } = await client.send(new DescribeQueriesCommand({}));
  return queries?.find(({ queryId }) => queryId === id)?.status;
}

/** Waits for the end of a query in the server. */
async function ended(served: ServedLogs, id: string): Promise<void> {
  while (/Scheduled|Running/.test((await statusOf(served, id)) ?? "")) await setTimeout(5);
}

describe("logq history", () => {
  it("lists queries, newest first, with what they scanned", async () => {
    let clock = Date.UTC(2026, 2, 1, 12);
    const served = await serveLogs({ files: FILES, now: () => clock++ });
    const first = await start(served, "api", "stats count(*) as n");
    await ended(served, first);
    const second = await start(served, "web", "fields n\n| limit 1");
    await ended(served, second);
    const run = await ask(served, ["history", "-o", "json"]);
    expect(JSON.parse(run.stdout)).toMatchObject([
      { id: second, status: "Complete", logGroups: "web", text: "fields n\n| limit 1" },
      { id: first, status: "Complete", logGroups: "api", text: "stats count(*) as n", bytesScanned: 141 },
    ]);
    expect(run.stderr).toMatch(/^2 queries in eu-west-1, \d+ bytes scanned\n$/);
    const one = await ask(served, ["history", "-n", "1", "-o", "json"]);
    expect(JSON.parse(one.stdout)).toMatchObject([{ id: second }]);
  });

  it("lists those of a log group, or in a state", async () => {
    const served = await serveLogs({ files: FILES });
    const id = await start(served, "api", "fields n");
    await ended(served, id);
    await ended(served, await start(served, "web", "fields n"));
    const ids = async (...filter: string[]): Promise<string[]> => {
      const { stdout } = await ask(served, ["history", ...filter, "-o", "json"]);
      return JSON.parse(stdout).map((query: { id: string }) => query.id);
    };
    expect(await ids("-g", "api")).toEqual([id]);
    expect(await ids("--status", "complete")).toHaveLength(2);
    expect(await ids("--status", "running")).toEqual([]);
  });
});

describe("logq history ID", () => {
  it("shows the result of a finished query, typed as that of a run", async () => {
    const served = await serveLogs({ files: FILES });
    const id = await start(served, "api", "fields @timestamp, n | sort n asc | limit 2");
    await ended(served, id);
    const run = await ask(served, ["history", id, "-o", "ndjson"]);
    expect(run.stdout).toBe(
      '{"@timestamp":"2026-03-01 11:00:00.000","n":0}\n{"@timestamp":"2026-03-01 11:00:01.000","n":1}\n',
    );
    expect(run.stderr).toContain(`query ${id} over api\n  fields @timestamp, n | sort n asc | limit 2\n`);
    expect(run.exitCode).toBe(0);
    const last = await ask(served, ["history", "last", "-o", "ndjson"]);
    expect(last.stdout).toBe(run.stdout);
  });

  it("waits for a running query, and leaves it running when the wait is ended", async () => {
    const served = await serveLogs({ files: FILES, faults: [parseFault("query=slow,ms=60000")] });
    const id = await start(served, "api", "stats count(*)");
    const controller = new AbortController();
    const waiting = ask(served, ["history", id], { endSignal: controller.signal });
    await setTimeout(300); // long enough for a first question; the end is the same without it
    controller.abort();
    expect(await waiting).toMatchObject({ stdout: "", exitCode: 130 });
    expect(await statusOf(served, id)).toBe("Running");
  });

  it("is shown where listing queries is not allowed", async () => {
    const served = await serveLogs({ files: FILES, faults: [parseFault("DescribeQueries=denied")] });
    const id = await start(served, "api", "stats count(*) as n");
    const run = await ask(served, ["history", id, "-o", "ndjson"]);
    expect(run.stdout).toBe('{"n":3}\n');
    expect(run.stderr).toContain("3 events, ");
    const list = await ask(served, ["history"]);
    expect(list.stderr).toContain("help: ask for a policy that allows logs:DescribeQueries in eu-west-1\n");
    expect(list.exitCode).toBe(3);
  });

  it("that nobody knows says what to do", async () => {
    const served = await serveLogs({ files: FILES });
    const run = await ask(served, ["history", "11111111-2222-3333-4444-555555555555"]);
    expect(run.stderr).toMatch(/^logq: /); // and nothing before, as if it were known
    expect(run.stderr).toContain("the results of queries are kept for 7 days\n");
    expect(run.exitCode).toBe(4);
    const none = await ask(served, ["history", "last"]);
    expect(none.stderr).toContain(
      "there is no query in eu-west-1 to show\n  help: `logq history` lists recent queries\n",
    );
    expect(none.exitCode).toBe(4);
  });
});

describe("the echo of a query", () => {
  it("is taken apart into groups, range and text", () => {
    const echo = 'SOURCE "/aws/ecs/api" "web" START=1772362800000 END=1772366399999 |\nfields @message';
    expect(withoutEcho(echo)).toEqual({
      text: "fields @message",
      logGroups: ["/aws/ecs/api", "web"],
      range: { start: 1772362800000, end: 1772366399999 },
    });
    expect(withoutEcho("fields @message")).toEqual({ text: "fields @message", logGroups: [] });
  });
});
