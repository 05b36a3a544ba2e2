import { describe, expect, it } from "vitest";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace({ "app.ndjson": '{"a":1}\n{"a":2}\n' });

describe("what once went wrong", () => {
  it("--out refuses to write over a log that it reads, by any name", async () => {
    await workplace.shell("ln -s app.ndjson link.ndjson");
    for (const name of ["app.ndjson", "link.ndjson", "./app.ndjson"]) {
      const { stderr, exitCode } = await workplace.logq(["query", "fields a", "app.ndjson", "--out", name]);
      expect(stderr).toContain(`--out ${name} is one of the files that are read`);
      expect(exitCode).toBe(2);
    }
    expect(workplace.read("app.ndjson")).toBe('{"a":1}\n{"a":2}\n');
  });

  it("--out refuses to write over what it reads besides logs", async () => {
    const files = { "own.logq": "fields a\n", "names.csv": "a,name\n1,one\n", "app.ndjson": '{"a":1}\n{"a":2}\n' };
    for (const [name, text] of Object.entries(files)) workplace.write(name, text);
    const lookup = "logq query 'lookup names a OUTPUT name' app.ndjson --lookup names=names.csv";
    for (const [command, name] of [
      ["logq query 'fields a' < app.ndjson", "app.ndjson"],
      ["logq query 'fields a' - < app.ndjson", "./app.ndjson"],
      [lookup, "names.csv"],
      ["logq query -Q own.logq app.ndjson", "own.logq"],
      ["logq query -Q own.logq -g /app", "own.logq"],
    ] as const) {
      const { stderr, exitCode } = await workplace.shell(command.replace("logq query", `logq query --out ${name}`));
      expect(stderr).toContain(`--out ${name} is one of the files that are read`);
      expect(exitCode).toBe(2);
    }
    for (const [name, text] of Object.entries(files)) expect(workplace.read(name)).toBe(text);
  });

  it("fmt leaves a file alone that is no UTF-8, and no query of such a file is run", async () => {
    await workplace.shell("printf '# Gr\\xfc\\xdfe\nfields   a\n' > latin.logq; cp latin.logq before");
    for (const command of ["logq fmt --write latin.logq", "logq query -Q latin.logq app.ndjson"]) {
      const { stderr, exitCode } = await workplace.shell(command);
      expect(stderr).toBe(
        "logq: the query file latin.logq is not UTF-8 text\n  help: convert it first: iconv -f ISO-8859-1 -t UTF-8\n",
      );
      expect(exitCode).toBe(4);
    }
    expect((await workplace.shell("cmp latin.logq before")).exitCode).toBe(0);
  });

  it("--all and --limit on the command line go before each other in the environment", async () => {
    workplace.write("app.ndjson", '{"a":1}\n{"a":2}\n');
    const rows = async (commandArguments: readonly string[], environment: Record<string, string>) => {
      const run = await workplace.logq(["query", "fields a", "app.ndjson", "-o", "ndjson", ...commandArguments], {
        environment,
      });
      return run.stdout === "" ? run.stderr : run.stdout.trim().split("\n").length;
    };
    expect(await rows(["--all"], { LOGQ_LIMIT: "1" })).toBe(2);
    expect(await rows(["-n", "1"], { LOGQ_ALL: "1" })).toBe(1);
    expect(await rows([], { LOGQ_LIMIT: "1" })).toBe(1);
    for (const [commandArguments, environment] of [
      [["--all", "-n", "1"], {}],
      [[], { LOGQ_ALL: "1", LOGQ_LIMIT: "1" }],
    ] as const) {
      expect(await rows(commandArguments, environment)).toBe("logq: --all and --limit exclude each other\n");
    }
  });

  it("--all says that a query has a limit of its own, which only another one lifts", async () => {
    const { stderr, exitCode } = await workplace.logq(["slow", "--all", "app.ndjson"]);
    expect(stderr).toBe(
      "logq: the query has a limit of its own, which --all does not lift\n  help: say how many: --limit 100000\n",
    );
    expect(exitCode).toBe(2);
    expect((await workplace.logq(["slow", "app.ndjson"], { environment: { LOGQ_ALL: "1" } })).exitCode).toBe(0);
  });

  it.each(["out", "quiet", "output", "since", "__proto__"])("a parameter named %s is refused", async (name) => {
    workplace.write("queries/own.logq", `# parameter ${name}: integer, default 5\nfields a\n`);
    const { stderr, exitCode } = await workplace.logq(["own", "app.ndjson"]);
    expect(stderr).toContain("rename the parameter");
    expect(exitCode).toBe(2);
  });

  it("a query file is checked and run with the defaults of its parameters", async () => {
    workplace.write("own.logq", "\ufeff# parameter least: integer, default 2\nfields a | filter a >= {{least}}\n");
    expect((await workplace.logq(["check", "-Q", "own.logq"])).exitCode).toBe(0);
    const { stdout } = await workplace.logq(["query", "-Q", "own.logq", "app.ndjson", "-o", "ndjson"]);
    expect(stdout).toBe('{"a":2}\n');
  });

  it("an empty array is an event, as every line is", async () => {
    const { stdout } = await workplace.logq(["query", "fields @message", "-o", "raw"], { input: "[]\n[]\n" });
    expect(stdout).toBe("[]\n[]\n");
  });

  it("a log may begin with megabytes of blank lines", async () => {
    workplace.write("blank.ndjson", `${"\n".repeat(8_000_000)}{"a":3}\n`);
    const { stdout } = await workplace.logq(["query", "fields a", "blank.ndjson", "-o", "ndjson"]);
    expect(stdout).toBe('{"a":3}\n');
  });

  it("a number that is calculated from a sketch is still said to be approximate", async () => {
    const lines = Array.from({ length: 120_000 }, (_, index) => `{"u":"user-${index}"}\n`);
    workplace.write("many.ndjson", lines.join(""));
    for (const query of ["stats countDistinct(u) + 0 as c", "stats countDistinct(u) as n by v | stats max(n) as c"]) {
      const { stderr } = await workplace.logq(["query", query, "many.ndjson"]);
      expect(stderr).toContain("approximate, because of very many distinct values: c");
    }
  });

  it("--max-memory names the limit that was given", async () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `{"u":"user-${index}"}\n`);
    workplace.write("many.ndjson", lines.join(""));
    const { stderr } = await workplace.logq(["query", "stats count(*) by u", "many.ndjson", "--max-memory", "2.5MB"]);
    expect(stderr).toContain("need more than 2.5 MB of memory");
    expect((await workplace.logq(["query", "fields u", "many.ndjson", "--max-memory", "0"])).exitCode).toBe(2);
  });

  it("loads the packages that few runs need in the program as it is built", async () => {
    const environment = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "eu-west-1" };
    const { stderr, exitCode } = await workplace.logq(["groups", "--endpoint-url", "http://127.0.0.1:9"], {
      environment,
    });
    expect(stderr).toContain("http://127.0.0.1:9 cannot be reached");
    expect(exitCode).toBe(4);
  });
});
