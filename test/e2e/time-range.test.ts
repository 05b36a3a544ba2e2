import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace();

const QUERY = ["query", "fields n | sort n asc", "-o", "ndjson"];

/** The numbers of the events that are left. */
async function left(commandArguments: readonly string[], environment: Record<string, string> = {}): Promise<number[]> {
  const { stdout } = await workplace.logq([...QUERY, ...commandArguments, "app.ndjson"], { environment });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).n]));
}

describe("fixed times", () => {
  /** An event an hour, from midnight UTC on 1 March 2026. */
  const writeHours = () => {
    const times = Array.from({ length: 24 }, (_, n) => ({ time: new Date(Date.UTC(2026, 2, 1, n)).toISOString(), n }));
    workplace.write("app.ndjson", times.map((event) => `${JSON.stringify(event)}\n`).join(""));
  };

  it.each([
    [
      ["--since", "2026-03-01T22:00:00Z"],
      [22, 23],
    ],
    [
      ["--until", "2026-03-01T01:00:00Z"],
      [0, 1],
    ],
    [
      ["-s", "2026-03-01T05:00Z", "-u", "2026-03-01T06:30Z"],
      [5, 6],
    ],
    [
      ["-s", "2026-03-01 05:00", "-u", "2026-03-01 06:30"],
      [5, 6],
    ],
    [
      ["-s", "2026-03-01 06:00", "-u", "2026-03-01 07:30", "--tz", "Europe/Berlin"],
      [5, 6],
    ],
    [["-s", "2026-03-01T22:00:00-01:00"], [23]],
    [
      ["--since", "1772402400"],
      [22, 23],
    ],
    [
      ["--since", "1772402400000"],
      [22, 23],
    ],
    [["--since", "2026-03-02"], []],
    [
      ["--since", "March 1 2026 10pm"],
      [22, 23],
    ],
  ])("%j leave the events %j", async (commandArguments, expected) => {
    writeHours();
    expect(await left(commandArguments)).toEqual(expected);
  });

  it("come from LOGQ_SINCE and LOGQ_UNTIL, and are on the clocks of TZ", async () => {
    writeHours();
    const environment = { LOGQ_SINCE: "2026-03-01 06:00", LOGQ_UNTIL: "2026-03-01 07:30", TZ: "Europe/Berlin" };
    expect(await left([], environment)).toEqual([5, 6]);
    expect(await left(["--since", "2026-03-01T06:00Z"], environment)).toEqual([6]);
  });

  it("are told with what they left out", async () => {
    workplace.write(
      "app.ndjson",
      '{"time":"2026-03-01T01:00:00Z"}\n{"time":"2026-03-01T02:00:00Z"}\n{"n":1}\n{"time":"2026-03-01T03:00:00Z"}\n',
    );
    const { stderr } = await workplace.logq([
      "query",
      "stats count(*)",
      "--since",
      "2026-03-01T02:00:00Z",
      "app.ndjson",
    ]);
    expect(stderr).toContain("2026-03-01 02:00:00.000 to 2026-03-01 03:00:00.000 UTC");
    expect(stderr).toContain("1 event outside of the time range\n");
    expect(stderr).toContain("1 event without a time, left out of the range\n");
  });

  it("that no event is in tell where the events are", async () => {
    workplace.write("app.ndjson", '{"time":"2026-03-01T01:00:00Z"}\n{"time":"2026-03-01T02:00:00Z"}\n');
    const { stderr } = await workplace.logq(["query", "stats count(*)", "--since", "90m", "app.ndjson"]);
    expect(stderr).toContain(
      "2 events outside of the time range, from 2026-03-01 01:00:00.000 to 2026-03-01 02:00:00.000 UTC\n",
    );
  });

  it("hold for named queries", async () => {
    workplace.write(
      "app.ndjson",
      '{"ts":1772366400,"metadata":{"duration_ms":2000}}\n{"ts":1772370000,"metadata":{"duration_ms":3000}}\n',
    );
    const { stdout } = await workplace.logq(["slow", "-s", "2026-03-01T12:30:00Z", "-o", "json", "app.ndjson"]);
    expect(JSON.parse(stdout)).toEqual([{ "@timestamp": "2026-03-01 13:00:00.000", "metadata.duration_ms": 3000 }]);
  });
});

describe("times relative to now", () => {
  const HOUR = 3_600_000;

  /** Events of 1, 3 and 50 hours ago. */
  const writeAges = () => {
    const events = [1, 3, 50].map((n) => ({ time: new Date(Date.now() - n * HOUR).toISOString(), n }));
    workplace.write("app.ndjson", events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  };

  it.each([
    [["--since", "2h"], [1]],
    [["--since", "90m"], [1]],
    [
      ["--since", "2d1h"],
      [1, 3],
    ],
    [
      ["--since", "1w"],
      [1, 3, 50],
    ],
    [
      ["--until", "2h"],
      [3, 50],
    ],
    [["--since", "4h", "--until", "2h"], [3]],
    [["--since", "2 hours ago"], [1]],
    [
      ["--since", "3 days ago", "--until", "now"],
      [1, 3, 50],
    ],
  ])("%j leave the events of %j hours ago", async (commandArguments, expected) => {
    writeAges();
    expect(await left(commandArguments)).toEqual(expected);
  });

  it("may be words for a day", async () => {
    const today = new Date(Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR).getTime();
    const events = [
      { time: new Date(today - 1).toISOString(), n: 1 },
      { time: new Date(today).toISOString(), n: 2 },
    ];
    workplace.write("app.ndjson", events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    expect(await left(["--since", "today"])).toEqual([2]);
    expect(await left(["--since", "yesterday"])).toEqual([1, 2]);
  });
});

describe("a time range that cannot be", () => {
  it.each([
    [["--since", "soonish"], "--since soonish is not a time"],
    [["--until", "yesterday 25:00"], "--until yesterday 25:00 is not a time"],
    [["--since", "2026-13-01"], "--since 2026-13-01 is not a time"],
    [["--since", "2026-03-02", "--until", "2026-03-01"], "--since is after --until"],
    [["--since", "1h", "--until", "2h"], "--since is after --until"],
    [["--tz", "Mars/Olympus"], "argument 'Mars/Olympus' is invalid"],
  ])("as in %j is a usage error", async (commandArguments, message) => {
    workplace.write("app.ndjson", "{}\n");
    const { stdout, stderr, exitCode } = await workplace.logq([...QUERY, ...commandArguments, "app.ndjson"]);
    expect(stdout).toBe("");
    expect(stderr).toContain(`logq: `);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});

describe("functions of the run", () => {
  const BOUNDS = "stats max(queryStartTime()) as start, max(queryEndTime()) as end, max(queryTimeRange()) as range";
  const HOUR = ["--since", "2026-03-01T12:00:00Z", "--until", "2026-03-01T13:00:00Z"];

  it("give the bounds of --since and --until, and the time at which the run starts", async () => {
    workplace.write("app.ndjson", '{"time":"2026-03-01T12:30:00Z"}\n');
    const before = Math.floor(Date.now() / 1000);
    const { stdout, stderr } = await workplace.logq([
      "query",
      `${BOUNDS}, max(now()) as at`,
      "-qo",
      "ndjson",
      ...HOUR,
      "app.ndjson",
    ]);
    const { at, ...bounds } = JSON.parse(stdout);
    expect(bounds).toEqual({ start: 1772366400000, end: 1772370000000, range: 3600000 });
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now() / 1000);
    expect(stderr).toBe("");
  });

  it("are told by explain, which takes the same bounds, and are valid without any", async () => {
    const explained = await workplace.logq(["explain", "filter toMillis(@timestamp) > queryStartTime()", ...HOUR]);
    expect(explained.stdout).toContain("(toMillis(@timestamp) > 1772366400000)");
    expect(explained.stdout).toContain("from 2026-03-01 12:00:00.000 to 2026-03-01 13:00:00.000");
    const checked = await workplace.logq(["check", BOUNDS]);
    expect(checked).toMatchObject({ stdout: "the query is valid\n", stderr: "", exitCode: 0 });
  });
});
