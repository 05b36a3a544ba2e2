import { utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closeServedLogs, runServedQuery, serveLogs } from "../serve/serve-logs.ts";
import { ask, useCredentials } from "./ask.ts";

/*
 * In CloudWatch every event has a time. One of a file that holds none has that of its ingestion, which is when
 * its file was written: in ranges, and in whatever a query does with `@timestamp`.
 */
useCredentials();
closeServedLogs();

const HOUR = Date.UTC(2026, 2, 1, 11);
const WRITTEN = HOUR + 90_500;
const TIMED = `{"timestamp":"${new Date(HOUR).toISOString()}","level":"A"}`;
const UNTIMED = ['{"level":"A"}', "plain text", '{"level":"B",', '{"level":"C"}'];

/** Asks over the hour before noon, of which the events without a time are of 11:01:30.500. */
async function askAbout(query: string, since = "2026-03-01T11:00", until?: string): Promise<string> {
  const served = await serveLogs({ files: { "n.log": `${[TIMED, ...UNTIMED].join("\n")}\n` } });
  utimesSync(join(served.folder, "n.log"), WRITTEN / 1000, WRITTEN / 1000);
  const range = until === undefined ? ["--since", since] : ["--since", since, "--until", until];
  const { stdout, exitCode } = await ask(served, ["query", query, "-g", "n", ...range, "-o", "csv"]);
  expect(exitCode).toBe(0);
  return stdout.replaceAll("\r\n", "\n");
}

describe("events without a time", () => {
  it.each([
    ["2026-03-01T11:00", undefined, 5],
    ["2026-03-01T11:01:30.499", undefined, 4],
    ["2026-03-01T11:01:30.500", "2026-03-01T11:01:30.501", 4],
    ["2026-03-01T11:01:30.501", "2026-03-01T11:30", 0],
    ["2026-03-01T10:00", "2026-03-01T11:01:30.499", 1],
  ])("are in the range from %s to %s by when their file was written", async (since, until, count) => {
    const answer = await askAbout("stats count(*) as n, count(@timestamp) as timed", since, until);
    expect(answer).toBe(`n,timed\n${count === 0 ? "" : `${count},${count}\n`}`);
  });

  it("are filtered, binned and sorted by it", async () => {
    const filtered = await askAbout(`filter @timestamp = ${WRITTEN} and level = "A" | stats count(*) as n`);
    expect(filtered).toBe("n\n1\n");
    const binned = await askAbout("stats count(*) as n by bin(1m) as minute | sort minute");
    expect(binned).toBe("minute,n\n2026-03-01 11:00:00.000,1\n2026-03-01 11:01:00.000,4\n");
    const sorted = await askAbout("fields @timestamp, level | sort @timestamp desc, level desc | limit 2");
    expect(sorted).toBe("@timestamp,level\n2026-03-01 11:01:30.500,C\n2026-03-01 11:01:30.500,A\n");
  });

  it("are of it in a query within another that looks at another time", async () => {
    const served = await serveLogs({ files: { "n.log": `${UNTIMED.join("\n")}\n` }, now: () => HOUR + 3_600_000 });
    utimesSync(join(served.folder, "n.log"), WRITTEN / 1000, WRITTEN / 1000);
    const within = (start: string): string =>
      `filter level in (SOURCE 'n' start=${start} | filter @timestamp > 0 | fields level) | stats count(*) as n`;
    const range = { startTime: HOUR / 1000, endTime: HOUR / 1000 + 3600, logGroupName: "n" };
    const seen = await runServedQuery(served, { ...range, queryString: within("-1h") });
    expect(seen.results).toEqual([[{ field: "n", value: "2" }]]);
    const missed = await runServedQuery(served, { ...range, queryString: within("-10m") });
    expect(missed.results).toEqual([]);
  });
});
