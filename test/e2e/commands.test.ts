import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMAND_CATALOGUE } from "../../src/cli/catalogue.ts";
import { EXIT_CODES } from "../../src/cli/exit-code.ts";
import { RUN_OPTIONS } from "../../src/cli/options.ts";
import { functionCatalogue } from "../../src/functions/index.ts";
import { sampleLines } from "../../src/sample/index.ts";
import { wholeLines } from "../support/format-readers.ts";
import { useWorkplace } from "../support/run-logq.ts";

const workplace = useWorkplace({ "app.ndjson": '{"n":1}\n' });

describe("check", () => {
  it("accepts a valid query", async () => {
    expect(await workplace.logq(["check", "fields n | limit 3"])).toEqual({
      stdout: "the query is valid\n",
      stderr: "",
      exitCode: 0,
    });
  });

  it("refuses another, with frames for all its problems", async () => {
    const { stdout, stderr, exitCode } = await workplace.logq(["check", "stats cont(*), somme(n)"]);
    expect(stdout).toBe("");
    expect(stderr.match(/^error\[/gm)).toHaveLength(2);
    expect(exitCode).toBe(2);
  });

  it("tells its facts as data, with the offsets of the service", async () => {
    const text = "fields n\n| stats cont(*)";
    const { stdout, stderr, exitCode } = await workplace.logq(["check", text, "-o", "json"]);
    const start = text.indexOf("cont");
    expect(JSON.parse(stdout)).toEqual({
      valid: false,
      diagnostics: [
        {
          code: "unknown-function",
          severity: "error",
          message: "`cont` is not a known function",
          startCharOffset: start,
          endCharOffset: start + "cont".length,
          line: 2,
          position: 9,
          label: "expected an aggregate",
          help: "`count` has a similar name",
        },
      ],
    });
    expect(stderr).toBe("");
    expect(exitCode).toBe(2);
  });

  it("tells as data that all is well, and of warnings", async () => {
    const well = await workplace.logq(["check", "fields n", "-o", "json"]);
    expect(JSON.parse(well.stdout)).toEqual({ valid: true, diagnostics: [] });
    const warned = await workplace.logq(["check", "filter n == 1", "-o", "json"]);
    expect(JSON.parse(warned.stdout)).toMatchObject({
      valid: true,
      diagnostics: [{ code: "double-equals", severity: "warning", startCharOffset: 9, endCharOffset: 11 }],
    });
    expect(warned.exitCode).toBe(0);
  });

  it("reads a file", async () => {
    workplace.write("saved.logq", "fields n");
    expect((await workplace.logq(["check", "-Q", "saved.logq"])).exitCode).toBe(0);
  });
});

describe("explain", () => {
  it("prints tokens, tree, the text for the service and the plan", async () => {
    const { stdout, exitCode } = await workplace.logq(["explain", "filter a != null and b like /x/i | limit 3"]);
    expect(wholeLines(stdout).filter((line) => /^\S/.test(line))).toEqual([
      "tokens",
      "tree",
      "query for the service",
      "plan",
    ]);
    expect(stdout).toContain("\n  filter ispresent(a) and b like /(?i)x/\n");
    expect(exitCode).toBe(0);
  });

  it("prints what it has of a query that is wrong, and its frames", async () => {
    const { stdout, stderr, exitCode } = await workplace.logq(["explain", "fields n | limt 3"]);
    expect(stdout).toMatch(/^tokens\n/);
    expect(stderr).toContain("error[unknown-command]");
    expect(exitCode).toBe(2);
  });

  it("prints the forms as data", async () => {
    const { stdout } = await workplace.logq(["explain", "fields n", "-o", "json"]);
    const { tokens, tree, plan } = JSON.parse(stdout);
    expect(tokens.map(({ text }: { text: string }) => text)).toEqual(["fields", "n", ""]);
    expect(tree.commands).toHaveLength(1);
    expect(plan.output).toMatchObject([{ name: "n" }]);
  });
});

describe("sample", () => {
  const sample = async (...commandArguments: string[]) =>
    (await workplace.logq(["sample", ...commandArguments])).stdout;

  it("writes 1,000 lines, the same each time", async () => {
    const text = await sample();
    expect(wholeLines(text)).toHaveLength(1000);
    expect(await sample()).toBe(text);
    expect(await sample("--seed", "1", "--lines", "1000", "--since", "2026-03-01T00:00:00Z")).toBe(text);
  });

  it("writes the lines that its options stand for", async () => {
    const settings = { lines: 700, seed: 7, startTime: Date.UTC(2025, 0, 1), malformedShare: 0.1, secretShare: 0.2 };
    const given = ["--lines", "700", "--seed", "7", "--since", "2025-01-01", "--malformed", "0.1", "--secrets", "0.2"];
    expect(await sample(...given)).toBe([...sampleLines(settings)].join(""));
  });

  it("is another for another seed", async () => {
    expect(await sample("--seed", "2", "--lines", "10")).not.toBe(await sample("--seed", "1", "--lines", "10"));
  });

  it("begins when it is told to", async () => {
    const [first = ""] = wholeLines(await sample("--lines", "5", "--since", "2025-10-30T08:00:00Z"));
    expect(JSON.parse(first).timestamp).toMatch(/^2025-10-30T08:00:00/);
    const before = Date.now() - 3_600_000;
    const [recent = ""] = wholeLines(await sample("--lines", "5", "--since", "1h"));
    const age = Date.parse(JSON.parse(recent).timestamp) - before;
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(60_000);
  });

  it("breaks a share of its lines on demand", async () => {
    const lines = wholeLines(await sample("--lines", "2000", "--malformed", "0.5"));
    const broken = lines.filter((line) => !isJson(line)).length;
    expect(broken).toBeGreaterThan(800);
    expect(broken).toBeLessThan(1200);
    expect(wholeLines(await sample("--lines", "500")).every(isJson)).toBe(true);
  });

  it("plants fake secrets on demand", async () => {
    const harmless = wholeLines(await sample("--lines", "500"));
    const leaking = wholeLines(await sample("--lines", "500", "--secrets", "1"));
    expect(leaking.filter((line, index) => line !== harmless[index]).length).toBeGreaterThan(400);
  });

  it("writes to a file on demand", async () => {
    const { stdout, exitCode } = await workplace.logq(["sample", "--lines", "10", "--out", "made.ndjson"]);
    expect(stdout).toBe("");
    expect(workplace.read("made.ndjson")).toBe(await sample("--lines", "10"));
    expect(exitCode).toBe(0);
  });

  it("may be empty", async () => {
    expect(await sample("--lines", "0")).toBe("");
  });
});

describe("help", () => {
  const help = async (...commandArguments: string[]) => {
    const { stdout, stderr, exitCode } = await workplace.logq(commandArguments);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    return stdout;
  };

  it("is printed by help, --help, -h and where nothing is asked", async () => {
    const text = await help("help");
    expect(await help("--help")).toBe(text);
    expect(await help("-h")).toBe(text);
    expect(await help()).toBe(text);
  });

  it("names all commands, the canonical queries first", async () => {
    const names = wholeLines(await help()).flatMap((line) => /^ {2}([a-z-]+)(?: |$)/.exec(line)?.[1] ?? []);
    expect(names.slice(0, 5)).toEqual(["errors-by-endpoint", "slow", "failed-logins", "org-volume", "db-performance"]);
    for (const { name } of COMMAND_CATALOGUE) expect(names).toContain(name);
  });

  it("on exit-codes lists each with its meaning", async () => {
    const text = await help("help", "exit-codes");
    for (const { code, meaning } of Object.values(EXIT_CODES))
      expect(text).toMatch(new RegExp(`^${code} +${meaning}$`, "m"));
  });

  it("on functions lists all of them", async () => {
    const names = wholeLines(await help("help", "functions")).map((line) => /^[A-Za-z0-9_]+(?=\()/.exec(line)?.[0]);
    for (const { name } of functionCatalogue()) expect(names).toContain(name);
  });

  it("on commands lists the commands of a query", async () => {
    const text = await help("help", "commands");
    for (const name of ["fields", "display", "filter", "parse", "stats", "sort", "limit", "dedup"]) {
      expect(text).toMatch(new RegExp(`^${name} `, "m"));
    }
  });

  it.each(COMMAND_CATALOGUE.map((entry) => [entry.name, entry] as const))(
    "of %s shows all its options",
    async (name, { options, operands }) => {
      const text = await help(name, "--help");
      expect(text).toContain(`Usage: logq ${name} [options]${operands === "" ? "" : ` ${operands}`}\n`);
      for (const option of options) expectShown(text, option);
      expect(await help("help", name)).toBe(text);
    },
  );

  it.each(["slow", "org-volume"])("of the named query %s shows the common options", async (name) => {
    const text = await help(name, "--help");
    for (const option of RUN_OPTIONS) {
      expect(text).toContain(`--${option.name}`);
      if (option.hasEnvironment) expect(text).toContain(`LOGQ_${option.name.toUpperCase().replaceAll("-", "_")}`);
    }
  });
});

it("--version prints the version of the package", async () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  for (const option of ["--version", "-V"]) {
    expect(await workplace.logq([option])).toEqual({ stdout: `${manifest.version}\n`, stderr: "", exitCode: 0 });
  }
});

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function expectShown(
  text: string,
  { name, short, value, choices, hasEnvironment }: (typeof RUN_OPTIONS)[number],
): void {
  const flags = `${short === undefined ? "  --" : `  -${short}, --`}${name}${value === undefined ? "" : ` <${value}>`}`;
  expect(text).toContain(flags);
  for (const choice of choices ?? []) expect(text).toContain(`"${choice}"`);
  if (hasEnvironment) expect(text).toContain(`LOGQ_${name.toUpperCase().replaceAll("-", "_")}`);
}
