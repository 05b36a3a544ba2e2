import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAnswerCache } from "../../src/cloudwatch/index.ts";
import { closeServedLogs, serveLogs } from "../serve/serve-logs.ts";
import { useTemporaryFolder } from "../sources/temporary-folder.ts";
import { ask, entries, useCredentials } from "./ask.ts";
import { closeRecorders, recordRequests } from "./record-requests.ts";

useCredentials();
closeServedLogs();
closeRecorders();
const folder = useTemporaryFolder();

/** The clock stands at noon: this range is over, and one up to noon is not. */
const OVER = ["--since", "2026-03-01T11:00:00Z", "--until", "2026-03-01T11:30:00Z"];
const SAID = "answered from the cache of this machine; --no-cache asks anew\n";

/** An endpoint with a cache in the folder of the test; `asked` counts the queries that reach it. */
async function endpoint(file = entries(3)) {
  const served = await serveLogs({ files: { "api.ndjson": file, "web.ndjson": file } });
  const recorder = await recordRequests(served.server.url);
  const run = (commandArguments: readonly string[], cache: readonly string[] = ["--cache-folder", folder.path]) =>
    ask({ server: recorder }, [...commandArguments, "-o", "ndjson", ...cache], { workingFolder: folder.path });
  return { run, asked: () => recorder.counts()["StartQuery"] ?? 0 };
}

const QUERY = ["query", "fields n | sort n asc", "-g", "api"];

describe("the cache of answers", () => {
  it("answers the same question about a finished range without asking again", async () => {
    const { run, asked } = await endpoint();
    const first = await run([...QUERY, ...OVER]);
    expect(first.stdout).toBe('{"n":0}\n{"n":1}\n{"n":2}\n');
    expect(first.stderr).not.toContain(SAID);
    const second = await run([...QUERY, ...OVER]);
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).toContain(SAID);
    expect(second.stderr).toContain("3 events, 3 matched, 3 rows, 0 bytes scanned for about $0.00, ");
    expect(asked()).toBe(1);
  });

  it.each([
    ["another text", [["query", "fields n | sort n desc", "-g", "api", ...OVER]]],
    ["another group", [["query", "fields n | sort n asc", "-g", "web", ...OVER]]],
    ["another limit", [[...QUERY, ...OVER, "--limit", "2"]]],
    ["another range", [[...QUERY, "--since", "2026-03-01T11:00:00Z", "--until", "2026-03-01T11:30:01Z"]]],
  ])("asks %s", async (_, [other = []]) => {
    const { run, asked } = await endpoint();
    await run([...QUERY, ...OVER]);
    await run(other);
    expect(asked()).toBe(2);
  });

  it("asks again while events may still come in", async () => {
    const { run, asked } = await endpoint();
    // Events may be 15 minutes late: at noon a range is over that ends before 11:45.
    const until = (time: string) => [...QUERY, "--since", "2026-03-01T11:00:00Z", "--until", time];
    for (let round = 0; round < 2; round++) await run(until("2026-03-01T11:45:00Z"));
    expect(asked()).toBe(2);
    for (let round = 0; round < 2; round++) await run(until("2026-03-01T11:44:59Z"));
    expect(asked()).toBe(3);
  });

  it("is left aside with --no-cache, and for endpoints on this machine", async () => {
    const { run, asked } = await endpoint();
    for (let round = 0; round < 2; round++) await run([...QUERY, ...OVER], ["--cache-folder", ".", "--no-cache"]);
    for (let round = 0; round < 2; round++) await run([...QUERY, ...OVER], []);
    expect(asked()).toBe(4);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("is free whatever a budget allows", async () => {
    const { run, asked } = await endpoint();
    await run([...QUERY, ...OVER]);
    expect(await run([...QUERY, ...OVER, "--max-bytes", "0.000001"])).toMatchObject({ exitCode: 0 });
    await run(["query", "fields n", "-g", "api", ...OVER]);
    const refined = ["query", "fields n | stats count(*) as total", "-g", "api", ...OVER];
    expect((await run([...refined, "--max-bytes", "0.000001"])).stdout).toBe('{"total":3}\n');
    expect((await run([...QUERY, ...OVER, "--dry-run"])).stdout).toBe(
      '{"estimatedBytes":0,"estimatedCost":0,"basis":"the cache of this machine"}\n',
    );
    expect(asked()).toBe(2);
    expect(await run([...QUERY, ...OVER, "--all", "--max-bytes", "0.000001"])).toMatchObject({ exitCode: 6 });
  });

  it("lies where only its user can read it", async () => {
    const { run } = await endpoint();
    await run([...QUERY, ...OVER], ["--cache-folder", "kept"]);
    const [name = ""] = readdirSync(join(folder.path, "kept"));
    expect(statSync(join(folder.path, "kept")).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder.path, "kept", name)).mode & 0o777).toBe(0o600);
  });

  it("that is damaged is said, and the question asked again", async () => {
    const { run, asked } = await endpoint();
    for (const damage of [
      (text: string) => text.slice(0, -2),
      (text: string) => text.replace('"2"', '"7"'),
      () => "",
    ]) {
      await run([...QUERY, ...OVER]);
      const [name = ""] = readdirSync(folder.path);
      writeFileSync(join(folder.path, name), damage(readFileSync(join(folder.path, name), "utf8")));
      const before = asked();
      const after = await run([...QUERY, ...OVER]);
      expect(after.stdout).toBe('{"n":0}\n{"n":1}\n{"n":2}\n');
      expect(after.stderr).toContain(`${name} in the cache is damaged; it is ignored and removed\n  help: --no-cache`);
      expect(asked()).toBe(before + 1);
    }
  });

  it("that cannot be written is said, and the answer shown", async () => {
    const { run } = await endpoint();
    folder.write("file");
    const answer = await run([...QUERY, ...OVER], ["--cache-folder", "file"]);
    expect(answer.stdout).toBe('{"n":0}\n{"n":1}\n{"n":2}\n');
    expect(answer.stderr).toContain(`logq: the answer cannot be kept in ${join(folder.path, "file")}: `);
    expect(answer.exitCode).toBe(0);
  });
});

describe("a refined question", () => {
  const LOG = entries(40, (n) => ({
    level: n % 3 === 0 ? "ERROR" : "INFO",
    user: n % 4 === 0 ? undefined : `u${n % 5}`,
    ms: n * 1.5,
  }));
  const FIRST = ["query", 'filter level = "ERROR" | fields @timestamp, user, ms', "-g", "api", ...OVER];
  const refined = (rest: string) => [
    "query",
    `filter level = "ERROR" | fields @timestamp, user, ms | ${rest}`,
    ...FIRST.slice(2),
  ];

  it.each([
    "stats count(*) as n, sum(ms) as total by user | sort n desc, user asc",
    "filter ms > 20 | sort ms asc | limit 3",
    "sort @timestamp desc",
    "filter ispresent(user)",
    "stats count(*) by bin(10s) as t | sort t asc",
    "fields ms * 2 as twice | sort ms asc | limit 2",
    "dedup user | limit 4",
  ])("is answered from the rows that are here, as CloudWatch would: %s", async (rest) => {
    const { run, asked } = await endpoint(LOG);
    const direct = await run(refined(rest), ["--no-cache"]);
    await run(FIRST);
    expect(asked()).toBe(2);
    const answer = await run(refined(rest));
    expect(answer.stdout).toBe(direct.stdout);
    expect(answer.stdout).not.toBe("");
    expect(answer.stderr).toContain("worked out from rows in the cache of this machine; --no-cache asks anew\n");
    expect(answer.stderr).toContain(" 0 bytes scanned for about $0.00, ");
    expect(asked()).toBe(2);
  });

  it("takes the smaller one of the limits", async () => {
    const { run } = await endpoint(LOG);
    await run(FIRST);
    expect((await run([...refined("sort ms asc"), "--limit", "2"])).stdout.split("\n")).toHaveLength(3);
  });

  it.each([
    ["a field that is not here", refined("filter n > 3")],
    ["another beginning", ["query", 'filter level = "INFO" | fields ms | limit 1', ...FIRST.slice(2)]],
    ["another group", [...refined("limit 1").map((part) => (part === "api" ? "web" : part))]],
    ["pointers", [...refined("limit 1"), "--full"]],
  ])("that needs %s is asked", async (_, question) => {
    const { run, asked } = await endpoint(LOG);
    await run(FIRST);
    await run(question);
    expect(asked()).toBe(2);
  });

  it("is asked where the rows were not all", async () => {
    const time = Date.UTC(2026, 2, 1, 11);
    const lines = Array.from({ length: 10_001 }, (_, n) => `{"time":${time + n},"n":${n}}\n`);
    const { run, asked } = await endpoint(lines.join(""));
    await run(["query", "fields n", "-g", "api", ...OVER]);
    const { stdout } = await run(["query", "fields n | stats count(*) as c", "-g", "api", ...OVER]);
    expect(stdout).toBe('{"c":10001}\n');
    expect(asked()).toBe(2);
  });
});

describe("the size of the cache", () => {
  const NOON = Date.UTC(2026, 2, 1, 12);
  const connection = { region: "eu-west-1", profile: undefined, endpoint: undefined, send: refuse, close: () => {} };
  function refuse(): never {
    throw new Error("nothing is asked here");
  }
  const queryOf = (text: string) => ({
    text,
    logGroups: [{ name: "api", identifier: "api", arn: "arn:aws:logs:eu-west-1:123456789012:log-group:api" }],
    range: { start: 0, end: 60 },
  });
  const answer = {
    queryId: "1",
    status: "Complete",
    rows: [[{ field: "n", value: "x".repeat(1000) }]],
    figures: { recordsScanned: 1, recordsMatched: 1, bytesScanned: 1 },
  } as const;

  it("is bounded: what was not asked for the longest is dropped", async () => {
    const problems: string[] = [];
    const onProblem = (message: string): void => void problems.push(message);
    let now = NOON;
    const cache = createAnswerCache({ folder: folder.path, now: () => now, mostBytes: 6000, onProblem });
    for (const text of ["a", "b", "c"]) {
      now += 1000;
      await cache.keep(queryOf(text), connection, answer);
    }
    now += 1000;
    expect(await cache.find(queryOf("a"), connection)).toBeDefined();
    for (const text of ["d", "e"]) {
      now += 1000;
      await cache.keep(queryOf(text), connection, answer);
    }
    const found = [];
    for (const text of ["a", "b", "c", "d", "e"]) {
      if ((await cache.find(queryOf(text), connection)) !== undefined) found.push(text);
    }
    expect(found).toEqual(["a", "c", "d", "e"]); // four of 1,400 bytes fit;
    expect(problems).toEqual([]);
  });

  it("knows answers for as long as the service keeps results", async () => {
    let now = NOON;
    const cache = createAnswerCache({ folder: folder.path, now: () => now, onProblem: refuse });
    await cache.keep(queryOf("a"), connection, answer);
    now = NOON + 7 * 86_400_000;
    expect(await cache.find(queryOf("a"), connection)).toBeDefined();
    now++;
    expect(await cache.find(queryOf("a"), connection)).toBeUndefined();
  });

  it("keeps nothing of groups whose account is not known, and nothing that is incomplete", async () => {
    const cache = createAnswerCache({ folder: folder.path, now: () => NOON, onProblem: refuse });
    await cache.keep({ ...queryOf("a"), logGroups: [{ name: "api", identifier: "api" }] }, connection, answer);
    await cache.keep(queryOf("a"), connection, { ...answer, status: "Timeout" });
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
