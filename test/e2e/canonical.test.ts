import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sampleText } from "../sample/sample-entries.ts";
import { useWorkplace } from "../support/run-logq.ts";

const LINES = 3000;
/** What the five queries group by. */
const KEYS = ["metadata.path", "context.user_id", "metadata.ip_address", "context.organization_id", "metadata.table"];

const LOG = sampleText({ lines: LINES, seed: 7, malformedShare: 0.01 });
const ENTRIES = LOG.split("\n").flatMap(parseEntry);

const workplace = useWorkplace({ "app.ndjson": LOG, "app.ndjson.gz": gzipSync(LOG) });

describe.each([
  ["errors-by-endpoint", errorsByEndpoint()],
  ["slow", slow().slice(0, 50)],
  ["failed-logins", failedLogins()],
  ["org-volume", organizationVolume()],
  ["db-performance", databasePerformance()],
] as const)("%s", (name, expected) => {
  it("has something to find in the sample", () => {
    expect(expected.length).toBeGreaterThan(2);
  });

  it("answers from a file as a plain calculation does", async () => {
    const { stdout, stderr, exitCode } = await workplace.logq([name, "-o", "json", "app.ndjson"]);
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(stderr).toContain(`3,000 events, `);
    expect(stderr).toContain("malformed lines, kept as text: app.ndjson:");
    expect(exitCode).toBe(0);
  });

  it("answers the same from a pipe and from an archive", async () => {
    const piped = await workplace.shell(`cat app.ndjson | logq ${name} -o json`);
    expect(JSON.parse(piped.stdout)).toEqual(expected);
    const archived = await workplace.logq([name, "-o", "json", "app.ndjson.gz"]);
    expect(JSON.parse(archived.stdout)).toEqual(expected);
  });

  it("shows as many rows as --limit says", async () => {
    const { stdout } = await workplace.logq([name, "--limit", "2", "-o", "json", "app.ndjson"]);
    expect(JSON.parse(stdout)).toEqual(expected.slice(0, 2));
  });

  it("draws a table of its rows under its headings", async () => {
    const { stdout } = await workplace.logq([name, "app.ndjson"]);
    const [heading = "", rule = "", ...rows] = stdout.trimEnd().split("\n");
    expect(heading).not.toMatch(/metadata|context|@timestamp|_/);
    expect(rule).toMatch(/^─+(?: {2}─+)+$/);
    expect(rows).toHaveLength(expected.length);
  });
});

it("slow shows up to --limit of all rows, and takes its threshold from --threshold", async () => {
  const all = slow();
  const fifty = await workplace.logq(["slow", "--limit", "50", "-o", "json", "app.ndjson"]);
  expect(JSON.parse(fifty.stdout)).toEqual(all.slice(0, 50));
  const many = await workplace.logq(["slow", "--limit", "1000", "-o", "json", "app.ndjson"]);
  expect(JSON.parse(many.stdout)).toEqual(all);
  const none = await workplace.logq(["slow", "--threshold", "1e9", "-o", "json", "app.ndjson"]);
  expect(JSON.parse(none.stdout)).toEqual([]);
});

it("failed-logins takes its bound from --min-failures", async () => {
  const { stdout } = await workplace.logq(["failed-logins", "--min-failures", "0", "-o", "ndjson", "app.ndjson"]);
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toEqual(failedLogins(0));
});

// The five queries once more, as anyone would calculate them.

interface Entry {
  readonly timestamp: string;
  readonly level: string;
  readonly message: string;
  readonly context?: Readonly<Record<string, string | null>>;
  readonly metadata?: Readonly<Record<string, string | number | null>>;
}

type Row = Record<string, string | number>;

function parseEntry(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

function errorsByEndpoint(): Row[] {
  const errors = ENTRIES.filter(({ level }) => level === "ERROR");
  const groups = groupBy(errors, ({ metadata }) => present({ "metadata.path": metadata?.["path"] }));
  return descending(
    groups.map(([key, { length }]) => ({ ...key, error_count: length })),
    "error_count",
  );
}

function slow(): Row[] {
  const rows = ENTRIES.filter(({ metadata }) => Number(metadata?.["duration_ms"]) > 1000).map(
    ({ timestamp, metadata, context }) =>
      present({
        "@timestamp": new Date(timestamp).toISOString().replace("T", " ").replace("Z", ""),
        "metadata.path": metadata?.["path"],
        "metadata.duration_ms": metadata?.["duration_ms"],
        "context.user_id": context?.["user_id"],
      }),
  );
  return descending(rows, "metadata.duration_ms");
}

function failedLogins(minimum = 3): Row[] {
  const failures = ENTRIES.filter(({ message }) => /failed.*login/i.test(message));
  const groups = groupBy(failures, ({ context, metadata }) =>
    present({ "context.user_id": context?.["user_id"], "metadata.ip_address": metadata?.["ip_address"] }),
  );
  const rows = groups.map(([key, { length }]) => ({ ...key, failure_count: length }));
  return descending(
    rows.filter(({ failure_count }) => failure_count > minimum),
    "failure_count",
  );
}

function organizationVolume(): Row[] {
  const known = ENTRIES.filter(({ context }) => (context?.["organization_id"] ?? null) !== null);
  const groups = groupBy(known, ({ context }) => present({ "context.organization_id": context?.["organization_id"] }));
  return descending(
    groups.map(([key, { length }]) => ({ ...key, request_count: length })),
    "request_count",
  );
}

function databasePerformance(): Row[] {
  const queries = ENTRIES.filter(({ message }) => message.includes("database query"));
  const groups = groupBy(queries, ({ metadata }) => present({ "metadata.table": metadata?.["table"] }));
  const rows = groups.map(([key, entries]) => {
    const durations = entries.map(({ metadata }) => Number(metadata?.["duration_ms"]));
    const sum = durations.reduce((total, duration) => total + duration, 0);
    const max_duration = Math.max(...durations);
    return { ...key, avg_duration: sum / durations.length, max_duration, query_count: entries.length };
  });
  return descending(rows, "avg_duration");
}

/** A missing value and a null are no members of a row. */
function present(members: Readonly<Record<string, string | number | null | undefined>>): Row {
  const given = Object.entries(members).filter((member): member is [string, string | number] => member[1] != null);
  return Object.fromEntries(given);
}

/** Groups in the ascending order of their keys (section 8.2). */
function groupBy(entries: readonly Entry[], key: (entry: Entry) => Row): [Row, Entry[]][] {
  const groups = new Map<string, [Row, Entry[]]>();
  for (const entry of entries) {
    const row = key(entry);
    const name = JSON.stringify(row);
    const group = groups.get(name) ?? [row, []];
    group[1].push(entry);
    groups.set(name, group);
  }
  const order = ([row]: [Row, Entry[]]) => KEYS.map((name) => sortable(row[name])).join("\0");
  return [...groups.values()].sort((left, right) => (order(left) < order(right) ? -1 : 1));
}

/** Runs of digits compare by their length, then by value; a missing value comes first (section 8.1). */
function sortable(text: string | number | undefined): string {
  return String(text ?? "").replace(/\d+/g, (run) => `0${String.fromCharCode(0x100 + run.length)}${run}`);
}

/** Rows that tie keep their order, as the language has it. */
function descending(rows: readonly Row[], member: string): Row[] {
  return [...rows].sort((left, right) => Number(right[member]) - Number(left[member]));
}
