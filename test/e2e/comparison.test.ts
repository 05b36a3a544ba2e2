import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sampleLines } from "../../src/sample/index.ts";
import { useWorkplace } from "../support/run-logq.ts";

/** An event a minute from noon on 1 March 2026 on. */
const events = (from: number, messages: readonly string[]): string =>
  messages
    .map((message, index) => `{"time":"2026-03-01T12:${String(from + index).padStart(2, "0")}:00Z","m":"${message}"}\n`)
    .join("");

const BEFORE = events(0, ["job 1 failed", "up", "cache is cold", "up"]);
const AFTER = events(10, ["job 2 failed", "job 3 failed", "up", "up", "disk is full"]);
/** What differs between the two, counted by hand. */
const DIFFERENCES = [
  {
    "@pattern": "job <Number-1> failed",
    "@sampleCount": 2,
    "@differenceCount": 1,
    "@differenceDescription": "2 times as many",
  },
  { "@pattern": "disk is full", "@sampleCount": 1, "@differenceCount": 1, "@differenceDescription": "new" },
  { "@pattern": "cache is cold", "@sampleCount": 0, "@differenceCount": -1, "@differenceDescription": "gone" },
  { "@pattern": "up", "@sampleCount": 2, "@differenceCount": 0, "@differenceDescription": "unchanged" },
].map((row) => ({ ...row, "@severityLabel": "INFO" }));

const workplace = useWorkplace({
  "before.ndjson": BEFORE,
  "before.ndjson.gz": gzipSync(BEFORE),
  "after.ndjson": AFTER,
  "all.ndjson": BEFORE + AFTER,
});

const DIFF = ["query", "pattern m | diff"];

async function rows(commandArguments: readonly string[], input?: string): Promise<unknown> {
  const run = await workplace.logq([...commandArguments, "-o", "json", "-q"], input === undefined ? {} : { input });
  expect({ stderr: run.stderr, exitCode: run.exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(run.stdout);
}

describe("--compare-with", () => {
  it.each([
    ["a file", ["after.ndjson", "--compare-with", "before.ndjson"], undefined],
    ["a compressed one", ["after.ndjson", "--compare-with", "before.ndjson.gz"], undefined],
    ["standard input", ["after.ndjson", "--compare-with", "-"], BEFORE],
    ["a file, where standard input is the later side", ["--compare-with", "before.ndjson"], AFTER],
    [
      "a file, where a log group is the later side",
      ["-g", "/api=after.*", "--compare-with", "before.ndjson"],
      undefined,
    ],
  ])("compares the patterns with those of %s", async (_, files, input) => {
    expect(await rows([...DIFF, ...files], input)).toEqual(DIFFERENCES);
  });

  it("may be given several times, also with the files of the other side", async () => {
    const both = ["--compare-with", "before.ndjson", "--compare-with", "after.ndjson"];
    const text = "pattern m | diff | display @pattern, @sampleCount, @differenceCount";
    expect(await rows(["query", text, "after.ndjson", ...both])).toEqual([
      { "@pattern": "up", "@sampleCount": 2, "@differenceCount": -2 },
      { "@pattern": "job <Number-1> failed", "@sampleCount": 2, "@differenceCount": -1 },
      { "@pattern": "cache is cold", "@sampleCount": 0, "@differenceCount": -1 },
      { "@pattern": "disk is full", "@sampleCount": 1, "@differenceCount": 0 },
    ]);
  });

  it("compares whole messages behind `logcompare`, also such without a time", async () => {
    workplace.write("old.txt", "job 1 failed\nup\ncache is cold\nup\n");
    workplace.write("new.txt", "job 2 failed\njob 3 failed\nup\nup\ndisk is full\n");
    expect(await rows(["query", "logcompare", "new.txt", "--compare-with", "old.txt"])).toEqual(DIFFERENCES);
  });

  it("leaves filters, bounds of time and queries within the query to both sides", async () => {
    const bounds = ["--since", "2026-03-01T12:01:00Z", "--until", "2026-03-01T12:11:00Z"];
    const text = "filter m != 'cache is cold' | pattern m | diff | display @pattern, @sampleCount, @differenceCount";
    const files = ["after.ndjson", "--compare-with", "before.ndjson"];
    expect(await rows(["query", text, ...files, ...bounds])).toEqual([
      { "@pattern": "job <Number-1> failed", "@sampleCount": 2, "@differenceCount": 2 },
      { "@pattern": "up", "@sampleCount": 0, "@differenceCount": -2 },
    ]);
    const inner =
      "filter m in (SOURCE 'before.ndjson' | fields m) | pattern m | diff | display @pattern, @differenceCount";
    expect(await rows(["query", inner, ...files])).toEqual([
      { "@pattern": "cache is cold", "@differenceCount": -1 },
      { "@pattern": "job <Number-1> failed", "@differenceCount": -1 },
      { "@pattern": "up", "@differenceCount": 0 },
    ]);
  });

  it("says what was read of both sides", async () => {
    const { stderr } = await workplace.logq([...DIFF, "after.ndjson", "--compare-with", "before.ndjson"]);
    expect(stderr).toContain("9 events, 9 matched, 4 rows");
    expect(stderr).toContain("5 events compared with 4 earlier ones");
    expect(stderr).toContain("2026-03-01 12:00:00.000 to 2026-03-01 12:14:00.000 UTC");
  });

  it("fails where nothing of one side can be read, and is incomplete where a part cannot", async () => {
    const none = await workplace.logq([...DIFF, "after.ndjson", "--compare-with", "gone.ndjson"]);
    expect(none).toMatchObject({ stdout: "", stderr: "logq: gone.ndjson does not exist\n", exitCode: 4 });
    const other = await workplace.logq([...DIFF, "gone.ndjson", "--compare-with", "before.ndjson"]);
    expect(other).toMatchObject({ stdout: "", exitCode: 4 });
    const files = ["--compare-with", "before.ndjson", "--compare-with", "gone.ndjson"];
    const some = await workplace.logq([...DIFF, "after.ndjson", ...files, "-o", "json", "-q"]);
    expect(some).toMatchObject({ stderr: "logq: gone.ndjson does not exist\n", exitCode: 5 });
    expect(JSON.parse(some.stdout)).toEqual(DIFFERENCES);
  });

  it.each([
    [
      "without a command that compares",
      ["query", "stats count(*)", "after.ndjson"],
      "--compare-with is for queries that compare patterns",
    ],
    [
      "with a time shift",
      ["query", "pattern m | diff previousDay", "after.ndjson"],
      "`diff` says what it compares with, and so does --compare-with",
    ],
    [
      "with that of `logcompare`",
      ["query", "logcompare timeshift 1d", "after.ndjson"],
      "`logcompare` says what it compares with, and so does --compare-with",
    ],
    [
      "over log groups in CloudWatch",
      [...DIFF, "-g", "/tms/api"],
      "--compare-with is for files: CloudWatch compares time ranges alone",
    ],
    [
      "with a moment as well",
      [...DIFF, "after.ndjson", "--compare-at", "1d"],
      "--compare-at and --compare-with exclude each other",
    ],
    [
      "behind rows that were cut",
      ["query", "limit 2 | pattern m | diff", "after.ndjson"],
      "`diff` compares all events of its times",
    ],
  ])("is refused %s", async (_, commandArguments, message) => {
    const { stdout, stderr, exitCode } = await workplace.logq([...commandArguments, "--compare-with", "before.ndjson"]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toContain(message);
  });

  it("cannot be standard input where that is the other side", async () => {
    const { stderr, exitCode } = await workplace.logq([...DIFF, "--compare-with", "-"], { input: AFTER });
    expect(stderr).toContain("standard input can be read only once, and both sides would read it");
    expect(exitCode).toBe(2);
  });
});

describe("--compare-at", () => {
  it("compares the patterns from a moment on with those before it", async () => {
    expect(await rows([...DIFF, "all.ndjson", "--compare-at", "2026-03-01T12:10:00Z"])).toEqual(DIFFERENCES);
    const bounds = ["--since", "2026-03-01T12:02:00Z", "--until", "2026-03-01T12:10:00Z"];
    const text = "pattern m | diff | display @pattern, @differenceCount | sort @pattern asc";
    expect(await rows(["query", text, "all.ndjson", "--compare-at", "2026-03-01T12:03:00Z", ...bounds])).toEqual([
      { "@pattern": "cache is cold", "@differenceCount": -1 },
      { "@pattern": "job <Number-1> failed", "@differenceCount": 1 },
      { "@pattern": "up", "@differenceCount": 1 },
    ]);
  });

  it("tells of events without a time, which are on neither side", async () => {
    workplace.write("untimed.ndjson", `${BEFORE}{"m":"up"}\n${AFTER}`);
    const commandArguments = [...DIFF, "untimed.ndjson", "--compare-at", "2026-03-01T12:10:00Z", "-o", "json"];
    const { stdout, stderr } = await workplace.logq(commandArguments);
    expect(JSON.parse(stdout)).toEqual(DIFFERENCES);
    expect(stderr).toContain("1 event without a time, left out of the range");
    expect(stderr).toContain("5 events compared with 4 earlier ones");
  });

  it("answers as --compare-with does where a log is cut at the moment", async () => {
    const options = { lines: 4000, seed: 7, startTime: Date.UTC(2026, 2, 1), malformedShare: 0, secretShare: 0 };
    const all = [...sampleLines(options)].join("").trimEnd().split("\n");
    const moment = (JSON.parse(all[2500] as string) as { timestamp: string }).timestamp;
    const isEarlier = (line: string): boolean => (JSON.parse(line) as { timestamp: string }).timestamp < moment;
    workplace.write("whole.ndjson", all.map((line) => `${line}\n`).join(""));
    workplace.write(
      "old.ndjson",
      all
        .filter(isEarlier)
        .map((line) => `${line}\n`)
        .join(""),
    );
    workplace.write(
      "new.ndjson",
      all
        .filter((line) => !isEarlier(line))
        .map((line) => `${line}\n`)
        .join(""),
    );
    const text = "pattern message | diff";
    const cut = await rows(["query", text, "new.ndjson", "--compare-with", "old.ndjson"]);
    expect(await rows(["query", text, "whole.ndjson", "--compare-at", moment])).toEqual(cut);
    expect((cut as unknown[]).length).toBeGreaterThan(20);
  });

  it.each([
    ["before --since", ["--since", "2026-03-01T12:05:00Z", "--compare-at", "2026-03-01T12:05:00Z"]],
    ["after --until", ["--until", "2026-03-01T12:05:00Z", "--compare-at", "2026-03-01T12:06:00Z"]],
  ])("is refused %s, where one side has no events", async (_, bounds) => {
    const { stderr, exitCode } = await workplace.logq([...DIFF, "all.ndjson", ...bounds]);
    expect(stderr).toContain("--compare-at is not between --since and --until");
    expect(exitCode).toBe(2);
  });
});
