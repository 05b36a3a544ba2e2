import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Answer, answerQuery, type Connection, connect } from "../../src/cloudwatch/index.ts";
import { parseQuery } from "../../src/language/index.ts";
import { planQuery } from "../../src/plan/index.ts";
import { toText } from "../../src/values/index.ts";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { runMain } from "../support/fake-host.ts";
import { ask, CREDENTIALS, NO_PACE, useCredentials } from "./ask.ts";
import { closeRecorders, type Recorder, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

const START = Date.UTC(2026, 2, 1, 11);

/** Entries of the hour before noon at milliseconds after its start. */
function entriesAt(times: readonly number[], more: (n: number) => object = () => ({})): string {
  return times
    .map((time, n) => `${JSON.stringify({ timestamp: new Date(START + time).toISOString(), n, ...more(n) })}\n`)
    .join("");
}

function every(milliseconds: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => n * milliseconds);
}

const QUICK = { first: 1, factor: 1.5, longest: 20, longestLater: 20 };

interface Asked extends Answer {
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly recorder: Recorder;
  readonly notices: readonly string[];
}

interface Happening {
  /** When the log was written, in epoch milliseconds. */
  readonly writtenAt?: number;
  /** What the log has become when the time range is asked in parts. */
  readonly later?: string;
}

/** Asks for all rows of the hour, where one query can give no more than so many. */
async function askAll(
  log: string,
  text: string,
  mostRows: number,
  { writtenAt = Date.now(), later }: Happening = {},
): Promise<Asked> {
  const { server, folder } = await serveLogs({ files: { "api.ndjson": log } });
  const path = join(folder, "api.ndjson");
  utimesSync(path, writtenAt / 1000, writtenAt / 1000);
  const recorder = await recordRequests(server.url);
  const connection = await connect({ endpointUrl: recorder.url, environment: CREDENTIALS, pace: NO_PACE });
  open.push(connection);
  const { query } = parseQuery({ name: "query", text });
  const plan = query && planQuery(query).plan;
  if (query === undefined || plan === undefined) throw new Error(`${text} is not valid`);
  const notices: string[] = [];
  const onNotice = (message: string): void => {
    notices.push(message);
    if (later !== undefined) writeFileSync(path, later);
  };
  const answer = await answerQuery(
    {
      query,
      plan,
      logGroups: [{ name: "api", identifier: "api" }],
      range: { start: START, end: START + 3_599_999, isExact: false },
      isAll: true,
    },
    connection,
    { mostRows, pacing: QUICK, onNotice },
  );
  const { columns, rows } = answer.result;
  const objects = rows.map((row) =>
    Object.fromEntries(row.flatMap((value, at) => (value === undefined ? [] : [[columns[at]?.name, toText(value)]]))),
  );
  return { ...answer, rows: objects, recorder, notices };
}

/** The texts of the queries that were started. */
function texts({ requests }: Recorder): readonly string[] {
  return requests
    .filter(({ operation }) => operation === "StartQuery")
    .map(({ input }) => String(input["queryString"]));
}

describe("rows of events", () => {
  it("come whole and once from parts that a histogram has cut, newest first", async () => {
    const { rows, recorder, shortfalls, notices, pointers, result } = await askAll(
      entriesAt(every(1000, 95)),
      "fields n",
      20,
    );
    expect(rows.map(({ n }) => Number(n))).toEqual(every(1, 95).toReversed());
    expect(new Set(pointers).size).toBe(95);
    expect(result.eventsMatched).toBe(95);
    expect(shortfalls).toEqual([]);
    expect(notices).toEqual(["more than 20 rows: the time range is asked in parts, which scans it again"]);
    // The whole, the histogram, and 95 entries in parts of at most 16, which is three bins of five.
    expect(texts(recorder)).toHaveLength(2 + 7);
    expect(texts(recorder)[1]).toContain("stats count(*) as logq_count by bin(5s) as logq_bin");
  });

  it("come oldest first where they are sorted so", async () => {
    const { rows } = await askAll(entriesAt(every(1000, 50)), "fields n | sort @timestamp asc", 20);
    expect(rows.map(({ n }) => Number(n))).toEqual(every(1, 50));
  });

  it("of one second are told apart by its milliseconds", async () => {
    const { rows, shortfalls } = await askAll(entriesAt(every(9, 100)), "fields n | filter n >= 0", 20);
    expect(rows.map(({ n }) => Number(n))).toEqual(every(1, 100).toReversed());
    expect(shortfalls).toEqual([]);
  });

  it("of one millisecond that are too many are said to be incomplete", async () => {
    const { rows, shortfalls } = await askAll(entriesAt([...every(0, 30), 2000, 3000]), "fields n", 20);
    expect(rows).toHaveLength(22);
    expect(shortfalls).toEqual(["the millisecond 2026-03-01T11:00:00.000Z alone has 20 rows or more"]);
  });

  it("that one event becomes several of are counted as rows, not as events", async () => {
    const log = entriesAt(every(1000, 10), (n) => ({ list: [`${n}a`, `${n}b`, `${n}c`, `${n}d`, `${n}e`] }));
    const { rows, shortfalls } = await askAll(
      log,
      "fields jsonParse(list) as l | unnest l into item | display item",
      8,
    );
    expect(rows.length === 50 || rows.length === 0, JSON.stringify(rows)).toBe(true);
    expect(shortfalls).toEqual([]);
  });

  it("are not split where they are fewer than one query holds, however many events match", async () => {
    const { rows, recorder } = await askAll(entriesAt(every(1000, 95)), "stats count(*) as n", 20);
    expect(rows).toEqual([{ n: "95" }]);
    expect(texts(recorder)).toHaveLength(1);
  });

  it("with a limit of their own are not split", async () => {
    const { rows, recorder } = await askAll(entriesAt(every(1000, 95)), "fields n | limit 20", 20);
    expect(rows).toHaveLength(20);
    expect(texts(recorder)).toHaveLength(1);
  });

  it("without a time of their own are in the part in which their file was written", async () => {
    const log = `${entriesAt(every(1000, 30))}{"n":30}\nplain\n{"n":32,\n`;
    const { rows, pointers, shortfalls } = await askAll(log, "fields n", 20, { writtenAt: START + 60_000 });
    expect(rows.map(({ n }) => n)).toEqual(["30", undefined, undefined, ...every(1, 30).toReversed().map(String)]);
    expect(new Set(pointers).size).toBe(33);
    expect(shortfalls).toEqual([]);
  });

  it("that are gone when the parts are asked for are missed, and that is said", async () => {
    const { rows, shortfalls } = await askAll(entriesAt(every(1000, 30)), "fields n", 20, {
      later: entriesAt(every(1000, 25)),
    });
    expect(rows).toHaveLength(25);
    expect(shortfalls).toEqual(["5 events that match are in no part of the time range"]);
  });
});

describe("groups", () => {
  const LOG = entriesAt(every(30_000, 100), (n) => ({ user: `u${n % 50}`, ms: n }));

  it("of all parts are put together: counts, sums, extremes and averages", async () => {
    const { rows, recorder, shortfalls, result } = await askAll(
      LOG,
      "stats count(*) as n, sum(ms) as total, min(ms), max(ms) as most, avg(ms) as mean, sum(ms) / count(*) as same by user | sort total desc",
      40,
    );
    // User u<k> has the entries k and k + 50.
    expect(rows).toEqual(
      every(1, 50)
        .toReversed()
        .map((k) => ({
          user: `u${k}`,
          n: "2",
          total: String(2 * k + 50),
          "min(ms)": String(k),
          most: String(k + 50),
          mean: String(k + 25),
          same: String(k + 25),
        })),
    );
    expect(shortfalls).toEqual([]);
    expect(result.eventsMatched).toBe(100);
    expect(texts(recorder).length).toBeGreaterThan(2);
  });

  it("by time bins stay whole where a bin is cut in two", async () => {
    const { rows } = await askAll(LOG, "stats count(*) as n by bin(7m), user", 40);
    const total = rows.reduce((sum, { n }) => sum + Number(n), 0);
    expect(total).toBe(100);
    expect(new Set(rows.map((row) => `${row["bin(7m)"]} ${row["user"]}`)).size).toBe(rows.length);
  });

  it("are filtered and computed on behind the stats as a whole", async () => {
    const query =
      "stats count(*) as n, max(ms) as last by user | filter last >= 90 | fields n * 10 as ten | sort user asc";
    const { rows } = await askAll(LOG, query, 40);
    expect(rows.map(({ user, ten }) => [user, ten])).toEqual(every(1, 10).map((k) => [`u${40 + k}`, "20"]));
  });

  it("are grouped again as a whole", async () => {
    const { rows } = await askAll(LOG, "stats count(*) as n by user, ms | stats count(*) as groups by user", 40);
    expect(rows.toSorted((a, b) => Number(a["user"]?.slice(1)) - Number(b["user"]?.slice(1)))).toEqual(
      every(1, 50).map((k) => ({ user: `u${k}`, groups: "2" })),
    );
  });

  it("with fractions say that their sums are of rounded parts", async () => {
    const log = entriesAt(every(30_000, 100), (n) => ({ user: `u${n % 50}`, ms: n + 0.25 }));
    const { rows, remarks } = await askAll(log, "stats sum(ms) as total by user | sort user asc", 40);
    expect(rows[0]).toEqual({ user: "u0", total: "50.5" });
    expect(remarks).toEqual(["sums with fractions are added up from parts that CloudWatch rounds to four decimals"]);
  });

  it.each([
    ["stats pct(ms, 90) by user", "pct of a whole cannot be told from those of its parts"],
    ["stats count_distinct(ms) by user", "count_distinct of a whole cannot be told from those of its parts"],
    ["dedup user", "`dedup` has to see all rows at once"],
    ["fields ms | sort ms desc", "its rows are sorted by more than their time"],
    [
      "filter user in (SOURCE 'api' | filter ms >= 0 | fields user) | fields ms",
      "its subquery would see a part of the time range alone",
    ],
    ["fields queryTimeRange() as t", "queryTimeRange would be of a part of the time range alone"],
    ["stats count(*) as n by bin(1m) | fillmissing with 0 for n", "what follows `stats` has to see the events"],
  ])("%s is refused: %s", async (query, reason) => {
    const refusal = await askAll(LOG, query, 40).then(
      () => undefined,
      (error: Error & { help?: string }) => error,
    );
    expect(refusal?.message).toContain(`there are 40 rows or more, and the time range cannot be split: ${reason}`);
    expect(refusal?.help).toBe("ask for a shorter time range, filter more, or add a limit");
  });
});

describe("--all", () => {
  it("gives 250,000 rows, in pages and parts, complete and once", { timeout: 120_000 }, async () => {
    const log = entriesAt(every(14, 250_000)); // 3,500 seconds
    const served = await serveLogs({ files: { "api.ndjson": log } });
    const run = await ask(served, ["query", "fields n", "-g", "api", "-o", "csv", "--all"]);
    const numbers = run.stdout.trimEnd().split("\r\n").slice(1).map(Number);
    expect(numbers.length).toBe(250_000);
    expect(numbers.every((n, at) => n === 249_999 - at)).toBe(true);
    expect(run.stderr).toContain(", 250,000 rows, ");
    expect(run.exitCode).toBe(0);
  });

  it("means the same over files", async () => {
    const { folder } = await serveLogs({ files: { "api.ndjson": entriesAt(every(200, 10_001)) } });
    const run = await runMain(["query", "fields n", "api.ndjson", "-o", "csv", "--all"], { workingFolder: folder });
    expect(run.stdout.trimEnd().split("\r\n")).toHaveLength(1 + 10_001);
    expect(run.stderr).not.toContain("cut at");
  });

  it("without it stops at the default limit, and cannot go with --limit", async () => {
    const served = await serveLogs({ files: { "api.ndjson": entriesAt(every(200, 10_001)) } });
    const run = await ask(served, ["query", "fields n", "-g", "api", "-o", "csv"]);
    expect(run.stdout.trimEnd().split("\r\n")).toHaveLength(1 + 10_000);
    const both = await ask(served, ["query", "fields n", "-g", "api", "--all", "--limit", "5"]);
    expect(both).toMatchObject({ exitCode: 2, stderr: "logq: --all and --limit exclude each other\n" });
  });
});
