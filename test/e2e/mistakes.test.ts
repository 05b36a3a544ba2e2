import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace({ "app.ndjson": '{"n":1}\n' });

describe("a query error", () => {
  it("is drawn in a frame with carets, and nothing is answered", async () => {
    const { stdout, stderr, exitCode } = await workplace.logq(["query", "fields n\n| stats cont(*)", "app.ndjson"]);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      [
        "error[unknown-function]: `cont` is not a known function",
        " --> query:2:9",
        "  |",
        "2 | | stats cont(*)",
        "  |         ^^^^ expected an aggregate",
        "  = help: `count` has a similar name",
        "",
      ].join("\n"),
    );
    expect(exitCode).toBe(2);
  });

  it.each([
    "",
    "fields",
    "stats count(*",
    "fields n |",
    "limt 3",
    'filter n = "open',
    "filter n like /(/",
    "parse n",
    "limit -1",
  ])("in %j exits with 2", async (text) => {
    const { stdout, stderr, exitCode } = await workplace.logq(["query", text, "app.ndjson"]);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error\[[a-z-]+\]: .+\n +--> query:1:\d+\n/);
    expect(exitCode).toBe(2);
  });

  it("is found before any file is opened", async () => {
    const { stderr, exitCode } = await workplace.logq(["query", "limt 3", "missing.ndjson"]);
    expect(stderr).toContain("error[unknown-command]");
    expect(stderr).not.toContain("missing.ndjson");
    expect(exitCode).toBe(2);
  });

  it("in a file keeps the file's name and line numbers", async () => {
    workplace.write("saved.txt", "# comment\nfields n\n| limt 3\n");
    const { stderr, exitCode } = await workplace.logq(["query", "-Q", "saved.txt", "app.ndjson"]);
    expect(stderr).toContain(" --> saved.txt:3:3\n");
    expect(stderr).toContain("3 | | limt 3\n  |   ^^^^ expected a command\n  = help: `limit` has a similar name\n");
    expect(exitCode).toBe(2);
  });

  it("that is only a warning lets the query run", async () => {
    const { stdout, stderr, exitCode } = await workplace.logq([
      "query",
      "filter n == 1 | stats count(*) as c",
      "-o",
      "json",
      "app.ndjson",
    ]);
    expect(JSON.parse(stdout)).toEqual([{ c: 1 }]);
    expect(stderr).toContain("warning[double-equals]: `==` is read as `=`\n");
    expect(exitCode).toBe(0);
  });
});

describe("a query that matches nothing", () => {
  it.each([
    ["filter level = ERROR", ["the first 2 events of two.ndjson have no field `ERROR`: texts stand in quotes"]],
    [
      "filter metadata.statuscode = 500",
      [
        "the first 2 events of two.ndjson have no field `metadata.statuscode`: `metadata.status_code` has a similar name",
      ],
    ],
    [
      'filter @mesage like "x" | stats count(*)',
      ["the first 2 events of two.ndjson have no field `@mesage`: `@message` has a similar name"],
    ],
    ['filter level = "FATAL"', []],
    ["filter metadata.status_code > 500 and ispresent(metadata)", []],
    ["stats count(*) by nowhere", []],
    ["filter nowhere = 1", ["the first 2 events of two.ndjson have no field `nowhere`"]],
  ])("says which fields of its filters there are not: %s", async (text, reasons) => {
    const event = '{"level":"INFO","metadata":{"status_code":200}}\n';
    workplace.write("two.ndjson", event.repeat(2));
    const { stderr, exitCode } = await workplace.logq(["query", text, "two.ndjson"]);
    const [closing = "", ...found] = stderr.trimEnd().split("\n");
    expect(closing).toContain("2 events, ");
    expect(found).toEqual(reasons);
    expect(exitCode).toBe(0);
  });

  it("says it of one event as well", async () => {
    workplace.write("one.ndjson", '{"level":"INFO"}\n');
    const { stderr } = await workplace.logq(["query", "filter nowhere = 1", "one.ndjson"]);
    expect(stderr).toContain("\nthe first event of one.ndjson has no field `nowhere`\n");
  });

  it("says nothing of an input that is read once, and nothing with --quiet", async () => {
    const piped = await workplace.logq(["query", "filter nowhere = 1"], { input: '{"n":1}\n' });
    expect(piped.stderr).toMatch(/^1 event, 0 matched, 0 rows, .*\n$/);
    expect((await workplace.logq(["query", "-q", "filter nowhere = 1", "app.ndjson"])).stderr).toBe("");
  });
});

describe("a usage error", () => {
  it.each([
    [["slwo"], "unknown command `slwo`", "`slow` has a similar name"],
    [["fields n | limit 3"], "unknown command `fields n | limit 3`", "a query text is run by `logq query TEXT`"],
    [["--limit", "3"], "unknown option `--limit` before a command", "logq --help"],
    [["slow", "--limti", "3"], "unknown option '--limti'", "--limit has a similar name"],
    [["slow", "--frobnicate"], "unknown option '--frobnicate'", "logq slow --help"],
    [["slow", "--limit"], "option '-n, --limit <INTEGER>' argument missing", "logq slow --help"],
    [["slow", "-o", "xml"], "argument 'xml' is invalid. Allowed choices are table, json,", "logq slow --help"],
    [["slow", "--threshold", "fast"], "argument 'fast' is invalid: `fast` is not a number", "logq slow --help"],
    [["slow", "--threshold", "-1"], "argument '-1' is invalid: -1 is below 0", "logq slow --help"],
    [["slow", "--limit", "0"], "argument '0' is invalid: 0 is below 1", "logq slow --help"],
    [["slow", "--limit", "100001"], "argument '100001' is invalid: 100001 is above 100000", "logq slow --help"],
    [["slow", "--limit", "2.5"], "argument '2.5' is invalid: 2.5 is not a whole number", "logq slow --help"],
    [
      ["org-volume", "--limit", "many"],
      "argument 'many' is invalid: a whole number from 1 to 100000",
      "logq org-volume --help",
    ],
    [["query"], "no query is given", "write it in quotes, or name a file with --query-file"],
    [
      ["query", "app.ndjson", "stats count(*)"],
      "`app.ndjson` is a file, and the query comes first",
      "logq query 'QUERY' app.ndjson",
    ],
    [["query", "app.ndjson"], "`app.ndjson` is a file, and the query comes first", "logq query 'QUERY' app.ndjson"],
    [["query", ".", "fields n"], "`.` is a folder, and the query comes first", "logq query 'QUERY' ."],
    [["query", "slow", "app.ndjson"], "`slow` is a named query, and a command of its own", "logq slow app.ndjson"],
    [["check", "fields n", "app.ndjson"], "check takes one query; `app.ndjson` is left over", "quote the query"],
    [["explain", "fields n", "app.ndjson"], "explain takes one query; `app.ndjson` is left over", "quote the query"],
    [["queries", "show"], "`queries show` is not understood", "logq queries show NAME"],
    [["queries", "show", "slo"], "there is no named query `slo`", "`slow` has a similar name"],
    [["queries", "show", "../package"], "there is no named query `../package`", "`logq queries` lists them"],
    [["help", "exit-code"], "there is no help on `exit-code`", "`exit-codes` has a similar name"],
    [["sample", "--lines", "many"], "argument 'many' is invalid: a whole number", "logq sample --help"],
    [["sample", "--malformed", "1.5"], "argument '1.5' is invalid: a share from 0 to 1", "logq sample --help"],
    [["sample", "--since", "whenever"], "--since whenever is not a time", undefined],
    [["slow", "--max-bytes", "1x"], "argument '1x' is invalid: a size such as 500MB or 2GB", "logq slow --help"],
    [["slow", "--endpoint-url", "nowhere"], "argument 'nowhere' is invalid: an address such as http://", "slow --help"],
    [["slow", "--full"], "--full is for CloudWatch, and this run reads files", "name a log group with -g"],
    [["slow", "--profile", "dev"], "--profile is for CloudWatch, and this run reads files", "or leave the option out"],
    [["sample", "app.ndjson"], "sample takes no operands, but got `app.ndjson`", undefined],
  ] as const)("as in %j is one sentence and a way on", async (commandArguments, message, help) => {
    const { stdout, stderr, exitCode } = await workplace.logq(commandArguments, { input: "{}\n" });
    const [first = "", second] = stderr.trimEnd().split("\n");
    expect(first.startsWith("logq: ")).toBe(true);
    expect(first).toContain(message);
    if (help === undefined) expect(second).toBeUndefined();
    else expect(second).toContain(`  help: `);
    expect(second ?? "").toContain(help ?? "");
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  it("shows where it came from only with --debug", async () => {
    expect((await workplace.logq(["slwo"])).stderr).not.toContain("    at ");
    expect((await workplace.logq(["slwo", "--debug"])).stderr).toMatch(/\n {4}at /);
    expect((await workplace.logq(["slwo"], { environment: { LOGQ_DEBUG: "1" } })).stderr).toMatch(/\n {4}at /);
  });
});

it("a query file that cannot be read is an input failure", async () => {
  const run = await workplace.logq(["query", "-Q", "missing.logq", "app.ndjson"]);
  expect(run).toEqual({
    stdout: "",
    stderr: "logq: the query file missing.logq cannot be read: there is no such file or folder\n",
    exitCode: 4,
  });
});
