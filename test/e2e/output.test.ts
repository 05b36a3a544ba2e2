import { describe, expect, it } from "vitest";
import { readCsv, readMarkdown, readTable, readTsv, wholeLines } from "../support/format-readers.ts";
import { useWorkplace } from "../support/run-logq.ts";

const TEXTS = [
  "plain",
  "a,b",
  'say "hi"',
  " blanks ",
  "two\nlines\r\n",
  "tab\there",
  "back\\slash \\n",
  "a|b `c`",
  "größer 漢字 👩‍💻",
];

const LOG = TEXTS.map(
  (text, n) => `${JSON.stringify({ time: 1772366400 + n, n, text, ...(n === 0 ? { level: "ERROR" } : {}) })}\n`,
).join("");

const QUERY = ["query", "fields n, text, level | sort n asc"];

const workplace = useWorkplace({ "app.ndjson": LOG });

const COLUMNS = ["n", "text", "level"];
const ROWS = TEXTS.map((text, n) => [String(n), text, n === 0 ? "ERROR" : ""]);

async function output(format: string): Promise<string> {
  const { stdout, exitCode } = await workplace.logq([...QUERY, "-o", format, "app.ndjson"]);
  expect(exitCode).toBe(0);
  return stdout;
}

describe("an output format", () => {
  const objects = TEXTS.map((text, n) => ({ n, text, ...(n === 0 ? { level: "ERROR" } : {}) }));

  it("json is one array of objects, with numbers as numbers and missing values absent", async () => {
    expect(JSON.parse(await output("json"))).toEqual(objects);
  });

  it("ndjson is one object a line", async () => {
    expect(wholeLines(await output("ndjson")).map((line) => JSON.parse(line))).toEqual(objects);
  });

  it("csv is read back by RFC 4180", async () => {
    expect(readCsv(await output("csv"))).toEqual([COLUMNS, ...ROWS]);
  });

  it("tsv is one row a line, with escapes for what would part it", async () => {
    expect(readTsv(await output("tsv"))).toEqual([COLUMNS, ...ROWS]);
  });

  it("markdown is one row a line and shows what it cannot hold", async () => {
    const shown = ROWS.map((row) =>
      row.map((cell) => cell.replace(/[\n\r\t]/g, (it) => JSON.stringify(it).slice(1, -1))),
    );
    const read = readMarkdown(await output("markdown"));
    expect(read.map((row) => row.map((cell) => cell.trim()))).toEqual(
      [COLUMNS, ...shown].map((row) => row.map((cell) => cell.trim())),
    );
  });

  it("raw is bare values without a header", async () => {
    expect(await output("raw")).toBe(ROWS.map((row) => `${row.join("\t")}\n`).join(""));
  });

  it("table is one line a row", async () => {
    const { stdout } = await workplace.logq([
      "query",
      "stats count(*) as events, max(n) as last by level",
      "app.ndjson",
    ]);
    expect(readTable(stdout)).toEqual([
      ["level", "events", "last"],
      ["", "8", "8"],
      ["ERROR", "1", "0"],
    ]);
  });

  it("may be named by LOGQ_OUTPUT, which an option overrides", async () => {
    const environment = { LOGQ_OUTPUT: "ndjson" };
    const named = await workplace.logq([...QUERY, "app.ndjson"], { environment });
    expect(wholeLines(named.stdout)).toHaveLength(TEXTS.length);
    const overridden = await workplace.logq([...QUERY, "-o", "json", "app.ndjson"], { environment });
    expect(JSON.parse(overridden.stdout)).toHaveLength(TEXTS.length);
    const wrong = await workplace.logq([...QUERY, "app.ndjson"], { environment: { LOGQ_OUTPUT: "xml" } });
    expect(wrong.stderr).toContain("LOGQ_OUTPUT=xml is invalid: one of table, json,");
    expect(wrong.exitCode).toBe(2);
  });
});

describe("--out", () => {
  it("writes the result to a file and nothing to standard output", async () => {
    const { stdout, stderr, exitCode } = await workplace.logq([
      ...QUERY,
      "-o",
      "csv",
      "--out",
      "rows.csv",
      "app.ndjson",
    ]);
    expect(stdout).toBe("");
    expect(readCsv(workplace.read("rows.csv"))).toEqual([COLUMNS, ...ROWS]);
    expect(stderr).toContain("9 events");
    expect(exitCode).toBe(0);
  });

  it.each([
    ["missing/rows.csv", "there is no such file or folder"],
    [".", "it is a folder"],
  ])("fails in words where %s cannot be written", async (file, code) => {
    const { stdout, stderr, exitCode } = await workplace.logq([...QUERY, "--out", file, "app.ndjson"]);
    expect(stdout).toBe("");
    expect(stderr).toBe(`logq: --out ${file} cannot be written: ${code}\n`);
    expect(exitCode).toBe(4);
  });
});

describe("colour", () => {
  const isColoured = async (commandArguments: readonly string[], environment: Record<string, string> = {}) => {
    const { stdout } = await workplace.logq([...QUERY, ...commandArguments, "app.ndjson"], { environment });
    return stdout.includes("\u001b[");
  };

  it.each([
    [[], {}, false],
    [["--color", "always"], {}, true],
    [[], { FORCE_COLOR: "1" }, true],
    [[], { FORCE_COLOR: "0" }, false],
    [[], { LOGQ_COLOR: "always" }, true],
    [["--color", "never"], { FORCE_COLOR: "1" }, false],
    [["--color", "always"], { NO_COLOR: "1" }, true],
    [[], { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    [[], { NO_COLOR: "", FORCE_COLOR: "1" }, true],
    [["--color", "auto"], { LOGQ_COLOR: "always" }, false],
  ] as const)("with %j and %j in a pipe is %s", async (commandArguments, environment, expected) => {
    expect(await isColoured(commandArguments, environment)).toBe(expected);
  });

  it("is for tables only", async () => {
    for (const format of ["json", "ndjson", "csv", "tsv", "markdown", "raw"]) {
      expect(await isColoured(["--color", "always", "-o", format])).toBe(false);
    }
  });

  it("paints the frames of query errors on demand", async () => {
    const plain = await workplace.logq(["query", "stats cont(*)", "app.ndjson"]);
    expect(plain.stderr).not.toContain("\u001b");
    const painted = await workplace.logq(["query", "stats cont(*)", "--color", "always", "app.ndjson"]);
    expect(painted.stderr).toContain("\u001b[31m");
    // biome-ignore lint/complexity/useRegexLiterals: a control character is clearer as an escape
    expect(painted.stderr.replaceAll(new RegExp("\u001b\\[\\d+m", "g"), "")).toBe(plain.stderr);
  });
});

describe("COLUMNS", () => {
  const long = { text: "x".repeat(300), n: 1 };

  it("sets the width of a table that goes to no terminal", async () => {
    workplace.write("long.ndjson", JSON.stringify(long));
    const { stdout } = await workplace.logq(["query", "fields n, text", "long.ndjson"], {
      environment: { COLUMNS: "40" },
    });
    for (const line of wholeLines(stdout)) expect(line.length).toBeLessThanOrEqual(40);
    expect(stdout).toContain("x…");
  });

  it.each([{}, { COLUMNS: "" }, { COLUMNS: "wide" }, { COLUMNS: "0" }])(
    "as in %j cuts nothing",
    async (environment) => {
      workplace.write("long.ndjson", JSON.stringify(long));
      const { stdout } = await workplace.logq(["query", "fields n, text", "long.ndjson"], { environment });
      expect(stdout).toContain(long.text);
    },
  );

  it("changes no other format", async () => {
    workplace.write("long.ndjson", JSON.stringify(long));
    const { stdout } = await workplace.logq(["query", "fields n, text", "long.ndjson", "-o", "markdown"], {
      environment: { COLUMNS: "40" },
    });
    expect(stdout).toContain(long.text);
  });
});

describe("the time zone of tables", () => {
  const ask = async (commandArguments: readonly string[], environment: Record<string, string> = {}) => {
    const query = ["query", "fields @timestamp | sort @timestamp asc | limit 1"];
    return (await workplace.logq([...query, ...commandArguments, "app.ndjson"], { environment })).stdout;
  };

  it("is UTC where nothing names another", async () => {
    expect(readTable(await ask([]))).toEqual([["@timestamp"], ["2026-03-01 12:00:00.000"]]);
  });

  it.each([
    [["--tz", "Asia/Kolkata"], {}, "Asia/Kolkata"],
    [[], { TZ: "Asia/Kolkata" }, "Asia/Kolkata"],
    [[], { TZ: ":Asia/Kolkata" }, "Asia/Kolkata"],
    [[], { LOGQ_TZ: "Asia/Kolkata", TZ: "Europe/Berlin" }, "Asia/Kolkata"],
    [["--tz", "+05:30"], {}, "+05:30"],
    [["--tz", "UTC+5:30"], {}, "UTC+5:30"],
    [[], { LOGQ_TZ: "+0530" }, "+0530"],
  ] as const)("comes from %j and %j", async (commandArguments, environment, zone) => {
    const text = await ask(commandArguments, environment);
    expect(readTable(text)).toEqual([[`@timestamp (${zone})`], ["2026-03-01 17:30:00.000"]]);
  });

  it("is UTC where $TZ holds rules instead of a name", async () => {
    expect(await ask([], { TZ: "<-03>3<-02>,M3.5.0" })).toContain("2026-03-01 12:00:00.000");
  });

  it("never changes what programs read", async () => {
    expect(JSON.parse(await ask(["--tz", "Asia/Kolkata", "-o", "json"]))).toEqual([
      { "@timestamp": "2026-03-01 12:00:00.000" },
    ]);
  });
});

describe("the closing statement", () => {
  it("tells what was read, and goes to standard error alone", async () => {
    const { stdout, stderr } = await workplace.logq([...QUERY, "--limit", "3", "app.ndjson"]);
    expect(stderr).toMatch(
      /^9 events, 9 matched, 3 rows, \d+ bytes, 2026-03-01 12:00:00\.000 to 2026-03-01 12:00:08\.000 UTC, \d+\.\d\d s\n$/,
    );
    expect(stdout).not.toContain("matched");
  });

  it("is left out by --quiet and LOGQ_QUIET, but not by LOGQ_QUIET=0", async () => {
    expect((await workplace.logq([...QUERY, "--quiet", "app.ndjson"])).stderr).toBe("");
    expect((await workplace.logq([...QUERY, "-q", "app.ndjson"])).stderr).toBe("");
    expect((await workplace.logq([...QUERY, "app.ndjson"], { environment: { LOGQ_QUIET: "1" } })).stderr).toBe("");
    expect((await workplace.logq([...QUERY, "app.ndjson"], { environment: { LOGQ_QUIET: "0" } })).stderr).toContain(
      "9 events",
    );
  });

  it("leaves problems to be told also by a quiet run", async () => {
    const { stderr, exitCode } = await workplace.logq([...QUERY, "--quiet", "missing", "app.ndjson"]);
    expect(stderr).toBe("logq: missing does not exist\n");
    expect(exitCode).toBe(5);
  });
});

describe("--limit", () => {
  it("may come from LOGQ_LIMIT, also for a query with a parameter of that name", async () => {
    const environment = { LOGQ_LIMIT: "2" };
    const query = await workplace.logq([...QUERY, "-o", "ndjson", "app.ndjson"], { environment });
    expect(wholeLines(query.stdout)).toHaveLength(2);
    workplace.write("slow.ndjson", '{"metadata":{"duration_ms":5000}}\n'.repeat(5));
    const slow = await workplace.logq(["slow", "-o", "ndjson", "slow.ndjson"], { environment });
    expect(wholeLines(slow.stdout)).toHaveLength(2);
    const option = await workplace.logq(["slow", "-o", "ndjson", "-n", "3", "slow.ndjson"], { environment });
    expect(wholeLines(option.stdout)).toHaveLength(3);
  });

  it("is none where LOGQ_LIMIT is empty", async () => {
    const { stdout } = await workplace.logq([...QUERY, "-o", "ndjson", "app.ndjson"], {
      environment: { LOGQ_LIMIT: "" },
    });
    expect(wholeLines(stdout)).toHaveLength(TEXTS.length);
  });
});

describe("--exit-status", () => {
  it("exits with 1 where there are no rows", async () => {
    expect((await workplace.logq(["query", "filter n > 100", "--exit-status", "app.ndjson"])).exitCode).toBe(1);
    expect((await workplace.logq(["query", "filter n > 1", "--exit-status", "app.ndjson"])).exitCode).toBe(0);
    expect((await workplace.logq(["query", "filter n > 100", "app.ndjson"])).exitCode).toBe(0);
  });

  it("gives way to an incomplete answer", async () => {
    expect((await workplace.logq(["query", "filter n > 100", "--exit-status", "app.ndjson", "missing"])).exitCode).toBe(
      5,
    );
  });
});
