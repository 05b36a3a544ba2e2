import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listNamedQueries } from "../../src/query-files/index.ts";
import { sampleText } from "../sample/sample-entries.ts";
import { readCsv, wholeLines } from "../support/format-readers.ts";
import { useWorkplace } from "../support/run-logq.ts";

const FOLDER = fileURLToPath(new URL("../../queries", import.meta.url));
const SHIPPED = await listNamedQueries([{ path: FOLDER, display: "queries", origin: "shipped" }]);

const workplace = useWorkplace({ "app.ndjson": sampleText({ lines: 5000, seed: 11 }) });

describe.each(SHIPPED.map((query) => [query.name, query] as const))(
  "the shipped query %s",
  (name, { header, diagnostics }) => {
    it("finds something in sample logs, and its headings and units are those of its columns", async () => {
      const { stdout, stderr, exitCode } = await workplace.logq([name, "-o", "csv", "app.ndjson"]);
      const [columns = [], ...rows] = readCsv(stdout);
      expect(rows.length).toBeGreaterThan(0);
      expect([...header.columns.keys()].sort()).toEqual([...columns].sort());
      expect(stderr).not.toMatch(/error|warning\[/);
      expect(exitCode).toBe(0);
    });

    it("says what it is for", () => {
      expect(diagnostics).toEqual([]);
      expect(header.title).toMatch(/^[A-Z]/);
      expect(header.description).toMatch(/^[A-Z].*\.$/);
      expect(header.category).toBeDefined();
      for (const { description } of header.parameters) expect(description).toMatch(/^[A-Z].*\.$/);
    });

    it("has the values of its parameters as options with the same meaning as their defaults", async () => {
      const given = header.parameters.flatMap(({ name: parameter, default: value }) => [
        `--${parameter.replaceAll("_", "-")}`,
        String(value),
      ]);
      const plain = await workplace.logq([name, "-o", "csv", "app.ndjson"]);
      const explicit = await workplace.logq([name, ...given, "-o", "csv", "app.ndjson"]);
      expect(explicit.stdout).toBe(plain.stdout);
    });

    it("is printed by `queries show` with its header", async () => {
      const { stdout } = await workplace.logq(["queries", "show", name]);
      expect(wholeLines(stdout)[0]).toBe(`# title: ${header.title}`);
      const json = JSON.parse((await workplace.logq(["queries", "show", name, "-o", "json"])).stdout);
      expect(json).toMatchObject({ name, title: header.title, category: header.category, origin: "shipped" });
      expect(`${json.text.trimEnd()}\n`).toBe(stdout);
    });
  },
);

describe("the list of named queries", () => {
  it("has one line for each file", async () => {
    const { stdout } = await workplace.logq(["queries"]);
    const files = readdirSync(FOLDER).map((file) => file.replace(".logq", ""));
    expect(wholeLines(stdout).map((line) => line.split(" ")[0])).toEqual(files.sort());
  });

  it("says which query files cannot be run by their names", async () => {
    const own = ["Slow.logq", "query.logq", "fine.logq"];
    for (const file of own) workplace.write(`queries/${file}`, "limit 1");
    const { stdout, stderr } = await workplace.logq(["queries"]);
    expect(wholeLines(stderr)).toEqual([
      expect.stringMatching(/^warning: queries.Slow\.logq is left out: the name of a query is a-z/),
      "warning: queries/query.logq cannot be run by its name: `query` is a command of logq",
    ]);
    expect(stdout).toMatch(/^fine .*\(project\)$/m);
    await rm(join(workplace.path, "queries"), { recursive: true });
  });

  it("is data on demand", async () => {
    const list = JSON.parse((await workplace.logq(["queries", "-o", "json"])).stdout);
    expect(list.map(({ name }: { name: string }) => name)).toEqual(SHIPPED.map(({ name }) => name));
    const slow = list.find(({ name }: { name: string }) => name === "slow");
    expect(slow.parameters).toContainEqual({
      name: "threshold",
      type: "number",
      default: 1000,
      minimum: 0,
      unit: "ms",
      description: "Show what took longer than this.",
    });
  });
});

const LEVELS = [
  "# title: By level",
  "# description: Events of one level.",
  "# category: application",
  '# parameter level: text, default "ERROR". Which level.',
  "# parameter at_least: integer, default 1, at least 1, at most 50. Fewest events.",
  "# parameter share: number. A number without a default.",
  "# column level: Level",
  "# column events: Events, unit each",
  "filter level = {{level}} and {{share}} < 1",
  "| stats count(*) as events by level",
  "| filter events >= {{at_least}}",
  "",
].join("\n");

describe.each([
  ["queries/by-level.logq", "project", "queries/by-level.logq"],
  [".config/logq/queries/by-level.logq", "user", ".config/logq/queries/by-level.logq"],
])("a query file of one's own in %s", (path, origin, shown) => {
  it("becomes a command with typed options", async () => {
    workplace.write(path, LEVELS);
    workplace.write("few.ndjson", '{"level":"INFO"}\n{"level":"ERROR"}\n{"level":"INFO"}\n');
    const ask = async (...commandArguments: string[]) =>
      JSON.parse((await workplace.logq(["by-level", ...commandArguments, "-o", "json", "few.ndjson"])).stdout);
    expect(await ask("--share", "0.5")).toEqual([{ level: "ERROR", events: 1 }]);
    expect(await ask("--share", "0.5", "--level", "INFO")).toEqual([{ level: "INFO", events: 2 }]);
    expect(await ask("--share", "0.5", "--level", "INFO", "--at-least", "3")).toEqual([]);
    expect(await ask("--share", "0.5", "--level", 'INFO" or level = "ERROR')).toEqual([]);
  });

  it("has help on its options, and headings with units", async () => {
    workplace.write(path, LEVELS);
    const { stdout } = await workplace.logq(["by-level", "--help"]);
    expect(stdout).toContain("By level. Events of one level.");
    expect(stdout).toMatch(/--level <TEXT> +Which level\. \(default: "ERROR"\)/);
    expect(stdout).toMatch(/--at-least <INTEGER> +Fewest events\. \(at least 1, at most 50\)/);
    expect(stdout).toContain("--output");
    expect((await workplace.logq(["help", "by-level"])).stdout).toBe(stdout);
    const table = await workplace.logq(["by-level", "--share", "0", "app.ndjson"]);
    expect(table.stdout).toMatch(/^Level +Events \(each\)\n/);
  });

  it("refuses what its parameters do not allow", async () => {
    workplace.write(path, LEVELS);
    const complaint = async (...commandArguments: string[]) => {
      const { stdout, stderr, exitCode } = await workplace.logq(["by-level", ...commandArguments, "app.ndjson"]);
      expect(stdout).toBe("");
      expect(exitCode).toBe(2);
      return stderr;
    };
    expect(await complaint("--share", "half")).toContain("`half` is not a number");
    expect(await complaint("--share", "0", "--at-least", "51")).toContain("51 is above 50");
    expect(await complaint("--share", "0", "--at-least", "0")).toContain("0 is below 1");
    expect(await complaint("--share", "0", "--at-least", "1.5")).toContain("1.5 is not a whole number");
    expect(await complaint()).toBe(
      "logq: --share has no default and must be given\n  help: A number without a default.\n",
    );
  });

  it("is listed with where it comes from", async () => {
    workplace.write(path, LEVELS);
    const { stdout } = await workplace.logq(["queries"]);
    expect(stdout).toMatch(new RegExp(`^by-level +Events of one level\\. \\(${origin}\\)$`, "m"));
    const json = JSON.parse((await workplace.logq(["queries", "show", "by-level", "-o", "json"])).stdout);
    expect(json.origin).toBe(origin);
    expect(json.path.endsWith(shown)).toBe(true);
  });

  it("overrides a shipped one of its name", async () => {
    workplace.write(path.replace("by-level", "slow"), "stats count(*) as mine");
    expect((await workplace.logq(["slow", "app.ndjson", "-o", "json"])).stdout).toBe('[\n{"mine":5000}\n]\n');
    expect((await workplace.logq(["slow", "--help"])).stdout).not.toContain("--threshold");
    expect((await workplace.logq(["queries", "show", "slow"])).stdout).toBe("stats count(*) as mine\n");
  });

  it("is pointed at where its header is wrong", async () => {
    workplace.write(path, "# title: Wrong\n# colum n: N\n# parameter low: numbr, default 3. Low.\nfields n\n");
    const { stdout, stderr, exitCode } = await workplace.logq(["by-level", "app.ndjson"]);
    expect(stdout).toBe("");
    expect(stderr).toContain("error[bad-header]: `colum` is not a known key\n");
    expect(stderr).toContain(
      `${shown}:2:1\n  |\n2 | # colum n: N\n  | ^^^^^^^^^^^^\n  = help: \`column\` has a similar name\n`,
    );
    expect(stderr).toContain("error[bad-header]: `numbr` is not a type: number, integer or text\n");
    expect(stderr).toContain(`${shown}:3:1\n`);
    expect(exitCode).toBe(2);
  });

  it("is pointed at where its query is wrong, with the line of the file", async () => {
    workplace.write(path, "# title: Wrong\nfields n\n| limt 3\n");
    const { stderr, exitCode } = await workplace.logq(["by-level", "app.ndjson"]);
    expect(stderr).toContain(`${shown}:3:3\n`);
    expect(exitCode).toBe(2);
  });

  it("is refused where two parameters would be one option", async () => {
    workplace.write(path, "# parameter low: number, default 1. A.\n# parameter LOW: number, default 2. B.\nfields n\n");
    const { stderr, exitCode } = await workplace.logq(["by-level", "app.ndjson"]);
    expect(stderr).toContain(`${shown} gives the option --low a second meaning\n`);
    expect(exitCode).toBe(2);
  });
});

it("a query file of the project comes before one of the user", async () => {
  workplace.write(".config/logq/queries/mine.logq", "stats count(*) as user");
  workplace.write("queries/mine.logq", "stats count(*) as project");
  expect((await workplace.logq(["mine", "app.ndjson", "-o", "csv"])).stdout).toBe("project\r\n5000\r\n");
});

it("files that are no queries are left alone", async () => {
  workplace.write("queries/README.md", "hello");
  workplace.write("queries/Bad Name.logq", "fields n");
  workplace.write("queries/folder.logq/x.logq", "fields n");
  const { stdout, exitCode } = await workplace.logq(["queries"]);
  expect(wholeLines(stdout)).toHaveLength(SHIPPED.length);
  expect(exitCode).toBe(0);
});
