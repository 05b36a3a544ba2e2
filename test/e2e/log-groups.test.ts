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
