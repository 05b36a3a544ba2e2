import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runMain } from "../support/fake-host.ts";

const LOOSE = "# title: Errors\nFIELDS a,b|filter a==1 # why\n";
const NEAT = "# title: Errors\nfields a, b\n| filter a = 1 # why\n";

let workingFolder = "";
beforeEach(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "logq-fmt-"));
  for (const [name, text] of Object.entries({
    "loose.logq": LOOSE,
    "neat.logq": NEAT,
    "broken.logq": "fields a | limt 3\n",
  }))
    writeFileSync(join(workingFolder, name), text);
});
afterEach(() => rmSync(workingFolder, { recursive: true, force: true }));

const fmt = (...operands: string[]) => runMain(["fmt", ...operands], { workingFolder });
const read = (name: string) => readFileSync(join(workingFolder, name), "utf8");

describe("fmt", () => {
  it.each([
    ["an operand", [LOOSE], undefined],
    ["a file", ["-Q", "loose.logq"], undefined],
    ["standard input", [], LOOSE],
    ["standard input named with -", ["-"], LOOSE],
    ["standard input with a byte-order mark and CRLF", [], `\ufeff${LOOSE.replaceAll("\n", "\r\n")}`],
  ])("prints the canonical layout of a query from %s", async (_, operands, input) => {
    const settings = { workingFolder, ...(input === undefined ? {} : { input }) };
    expect(await runMain(["fmt", ...operands], settings)).toEqual({ stdout: NEAT, stderr: "", exitCode: 0 });
    expect(read("loose.logq")).toBe(LOOSE);
  });

  it("names files of another layout with --check, changes nothing and exits with 1", async () => {
    expect(await fmt("--check", "loose.logq", "neat.logq")).toEqual({
      stdout: "loose.logq\n",
      stderr: "",
      exitCode: 1,
    });
    expect(read("loose.logq")).toBe(LOOSE);
    expect(await fmt("--check", "neat.logq")).toEqual({ stdout: "", stderr: "", exitCode: 0 });
    expect((await fmt("--check", "-Q", "loose.logq")).exitCode).toBe(1);
    expect((await runMain(["fmt", "--check"], { input: LOOSE })).exitCode).toBe(1);
    expect((await runMain(["fmt", "--check"], { input: NEAT })).exitCode).toBe(0);
  });

  it("brings files into the layout with --write, and says which", async () => {
    const written = await fmt("--write", "loose.logq", "neat.logq");
    expect(written).toEqual({ stdout: "", stderr: "formatted loose.logq\n", exitCode: 0 });
    expect([read("loose.logq"), read("neat.logq")]).toEqual([NEAT, NEAT]);
    expect((await fmt("--write", "loose.logq")).stderr).toBe("");
  });

  it("leaves a file that is no query as it is, and goes on with the others", async () => {
    const { stderr, exitCode } = await fmt("--write", "broken.logq", "loose.logq");
    expect(stderr).toContain("error[unknown-command]");
    expect(stderr).toContain("--> broken.logq:1:12");
    expect(exitCode).toBe(2);
    expect([read("broken.logq"), read("loose.logq")]).toEqual(["fields a | limt 3\n", NEAT]);
    expect((await fmt("--check", "broken.logq", "loose.logq")).exitCode).toBe(2);
  });

  it("leaves a query alone that its layout would make too long for the service", async () => {
    const chain = `filter ${Array.from({ length: 900 }, () => "abc=1").join(" or ")}`;
    writeFileSync(join(workingFolder, "long.logq"), chain);
    const { stderr, exitCode } = await fmt("--write", "long.logq");
    expect(stderr).toContain("error[query-too-long]: the query has ");
    expect(exitCode).toBe(2);
    expect(read("long.logq")).toBe(chain);
  });

  it.each([
    [["--write"], "logq: --write needs a file"],
    [["--write", "--check", "loose.logq"], "logq: --check and --write cannot be used together"],
    [["fields a", "loose.logq"], "logq: fmt takes one query; `loose.logq` is left over"],
    [[], "logq: no query is given"],
  ])("explains how it is used: %j", async (operands, complaint) => {
    const { stdout, stderr, exitCode } = await fmt(...operands);
    expect(stdout).toBe("");
    expect(stderr.split("\n")[0]).toBe(complaint);
    expect(exitCode).toBe(2);
  });

  it("tells of a file that cannot be read", async () => {
    const { stderr, exitCode } = await fmt("--check", "gone.logq");
    expect(stderr).toContain("the query file gone.logq cannot be read");
    expect(exitCode).toBe(4);
  });

  it("shows a terminal what would act on it, and gives a pipe the text itself", async () => {
    const text = 'filter a = "\u001b[31m"';
    expect((await runMain(["fmt", text])).stdout).toBe(`${text}\n`);
    expect((await runMain(["fmt", text], { outputColumns: 80 })).stdout).not.toContain("\u001b");
  });
});

describe("check and explain", () => {
  it.each(["check", "explain"])("%s reads a piped query", async (command) => {
    const { stdout, exitCode } = await runMain([command], { input: "fields a" });
    expect(stdout).toContain(command === "check" ? "the query is valid" : "read a");
    expect(exitCode).toBe(0);
  });
});
