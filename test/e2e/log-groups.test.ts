import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace({
  "logs/api.1.ndjson": '{"timestamp":"2026-03-01T12:00:00Z","n":1}\n',
  "logs/api.2.ndjson": '{"timestamp":"2026-03-01T13:00:00Z","n":2}\n',
  "worker.ndjson": '{"timestamp":"2026-03-01T14:00:00Z","n":10}\n',
});

const SUM = "stats sum(n) as total by @log";

async function rows(commandArguments: readonly string[], input?: string): Promise<unknown> {
  const { stdout, stderr, exitCode } = await workplace.logq(
    [...commandArguments, "-o", "json", "-q"],
    input === undefined ? {} : { input },
  );
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout);
}

const API = ["--group", "/tms/api=logs/api.*.ndjson"];
const WORKER = ["-g", "/tms/worker=worker.ndjson"];

describe("--group", () => {
  it("makes files a log group that a query can choose, and standard input is left alone", async () => {
    const all = ["query", `SOURCE '/tms/api' | ${SUM}`, ...API, ...WORKER];
    expect(await rows(all, '{"n":100}\n')).toEqual([{ "@log": "123456789012:/tms/api", total: 3 }]);
  });

  it("is what a query without SOURCE reads where no file is named", async () => {
    expect(await rows(["query", SUM, ...API, ...WORKER], '{"n":100}\n')).toEqual([
      { "@log": "123456789012:/tms/api", total: 3 },
      { "@log": "123456789012:/tms/worker", total: 10 },
    ]);
    expect(await rows(["query", SUM, ...API, "worker.ndjson"])).toEqual([{ "@log": "local:.", total: 10 }]);
  });

  it("without a name is refused", async () => {
    const { stderr, exitCode } = await workplace.logq(["query", SUM, "-g", "=logs"]);
    expect(stderr).toBe(
      "logq: --group =logs is not understood\n  help: a log group's name has 1 to 512 letters, digits and _ - / . #\n",
    );
    expect(exitCode).toBe(2);
    const mixed = await workplace.logq(["query", SUM, "-g", "logs", ...API]);
    expect(mixed.stderr).toContain("logs is a log group in CloudWatch and /tms/api=");
    expect(mixed.exitCode).toBe(2);
  });

  it("of files that are not there makes the result incomplete, or fails", async () => {
    const gone = ["-g", "/tms/gone=gone.ndjson"];
    const none = await workplace.logq(["query", `SOURCE '/tms/gone' | ${SUM}`, ...gone]);
    expect(none).toMatchObject({ stdout: "", exitCode: 4 });
    expect(none.stderr).toContain("gone.ndjson");
    const some = await workplace.logq(["query", `SOURCE logGroups() | ${SUM}`, ...gone, ...WORKER, "-o", "csv"]);
    expect(some).toMatchObject({ stdout: "@log,total\r\n123456789012:/tms/worker,10\r\n", exitCode: 5 });
  });
});

describe("SOURCE", () => {
  it("names operands as `serve` does: files up to the first dot, folders by their name", async () => {
    expect(await rows(["query", `SOURCE 'worker' | ${SUM}`, "worker.ndjson", "logs"])).toEqual([
      { "@log": "123456789012:worker", total: 10 },
    ]);
    expect(await rows(["query", `SOURCE 'logs' | ${SUM}`, "worker.ndjson", "logs"])).toEqual([
      { "@log": "123456789012:logs", total: 3 },
    ]);
  });

  it("takes a path, glob or folder where no log group has the name", async () => {
    expect(await rows(["query", `SOURCE 'logs/*.ndjson' | SOURCE "worker.ndjson" | stats sum(n) as total`])).toEqual([
      { total: 13 },
    ]);
  });

  it("narrows a range that options give, and never widens it", async () => {
    const since = ["--since", "2026-03-01T12:30:00Z"];
    const text = "SOURCE 'logs' start=-100y end=now | fields n | sort n";
    expect(await rows(["query", text])).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await rows(["query", text, ...since])).toEqual([{ n: 2 }]);
  });

  it("of an unknown name exits with 2", async () => {
    const { stderr, exitCode } = await workplace.logq(["query", "SOURCE '/tms/app' | fields n", ...API, ...WORKER]);
    expect(stderr).toContain("error[unknown-log-group]: there is no log group `/tms/app`\n --> query:1:8\n");
    expect(stderr).toContain("= help: `/tms/api` has a similar name");
    expect(exitCode).toBe(2);
  });

  it("is not overwritten by --out", async () => {
    const { exitCode } = await workplace.logq(["query", "SOURCE 'worker.ndjson' | fields n", "--out", "worker.ndjson"]);
    expect(exitCode).toBe(2);
    expect(workplace.read("worker.ndjson")).toContain('"n":10');
  });
});

describe("a subquery", () => {
  it("reads its own log group, and counts as read", async () => {
    const text = "filter n in (SOURCE '/tms/api' | fields n) | fields n";
    const run = await workplace.logq(["query", text, ...API, "-o", "ndjson"], { input: '{"n":2}\n{"n":3}\n' });
    expect(run).toMatchObject({ stdout: '{"n":2}\n', exitCode: 0 });
    expect(run.stderr).toMatch(/^4 events, 1 matched, 1 row, /);
  });

  it("of which a file cannot be read makes the result incomplete", async () => {
    const text = "filter n in (SOURCE '/tms/gone' | fields n) | fields n";
    const run = await workplace.logq(["query", text, "-g", "/tms/gone=gone.ndjson", "-o", "ndjson"], {
      input: '{"n":2}\n',
    });
    expect(run).toMatchObject({ stdout: "", exitCode: 5 });
    expect(run.stderr).toContain("gone.ndjson");
  });

  it("is explained before the query that needs it", async () => {
    const { stdout } = await workplace.logq(["explain", "filter n in (SOURCE 'a' start=-1h | fields n)"]);
    const plan = stdout.slice(stdout.indexOf("plan\n"));
    expect(plan).toContain("subquery 1: before all else\n    scan: for each event of the log groups a from -1h\n");
    expect(plan).toContain("keep if n in subquery 1\n");
    expect(plan).toContain("n: dictionary column; filter once for each different value\n");
  });

  it("with more different values than can be held is refused", async () => {
    workplace.write("many.ndjson", Array.from({ length: 100_001 }, (_, n) => `{"n":${n}}\n`).join(""));
    const text = "filter n in (SOURCE 'many.ndjson' | fields n) | stats count(*)";
    const { stderr, exitCode } = await workplace.logq(["query", text, "worker.ndjson"]);
    expect(stderr).toContain("a subquery found 100,001 different values: at most 100,000 can be looked among");
    expect(exitCode).toBe(6);
  });
});

describe("$NAME(...)", () => {
  it("runs the commands of a query file, from `query`, and `check` and `explain` know it", async () => {
    workplace.write("queries/at-least.logq", "# parameter least: number, default 1\nfilter n >= {{least}} | sort n");
    const text = "$AtLeast(least = 2) | fields n";
    expect(await rows(["query", text, "logs", "worker.ndjson"])).toEqual([{ n: 2 }, { n: 10 }]);
    expect(await workplace.logq(["check", text])).toMatchObject({ stdout: "the query is valid\n", exitCode: 0 });
    expect((await workplace.logq(["explain", text])).stdout).toContain("keep if (n >= 2)\n");
    const unknown = await workplace.logq(["check", "$AtMost() | fields n"]);
    expect(unknown.stderr).toContain("error[unknown-saved-query]: there is no saved query `AtMost`");
    expect(unknown.exitCode).toBe(2);
  });
});
