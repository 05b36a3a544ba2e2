import { describe, expect, it } from "vitest";
import { runMain } from "../support/fake-host.ts";

const LOG = '{"level":"ERROR","n":1}\n{"level":"INFO","n":2}\n';

describe("a command line in this process", () => {
  it("answers from the standard input of its host", async () => {
    const { stdout, stderr, exitCode } = await runMain(["query", "stats sum(n) as total", "-o", "json"], {
      input: LOG,
    });
    expect(stdout).toBe('[\n{"total":3}\n]\n');
    expect(stderr).toBe("2 events, 2 matched, 1 row, 47 bytes, 0.00 s\n");
    expect(exitCode).toBe(0);
  });

  it("takes no terminal for logs", async () => {
    const { stdout, stderr, exitCode } = await runMain(["slow"]);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "logq: no logs to read\n  help: name files, globs or folders, or pipe logs in: cat app.ndjson | logq ...\n",
    );
    expect(exitCode).toBe(2);
  });

  it("measures time by the clock of its host", async () => {
    const looks = [1000];
    const now = () => looks.shift() ?? 3500;
    const { stderr } = await runMain(["query", "fields n"], { input: LOG, now });
    expect(stderr).toMatch(/, 2\.50 s\n$/);
    const { stdout } = await runMain(["query", "fields @ingestionTime", "-o", "raw"], { input: "{}\n" });
    expect(stdout).toBe("2026-03-01 12:00:00.000\n");
  });

  it("obeys the environment of its host", async () => {
    const settings = { input: LOG, environment: { LOGQ_OUTPUT: "raw", LOGQ_LIMIT: "1", LOGQ_QUIET: "1" } };
    expect(await runMain(["query", "fields n | sort n desc"], settings)).toEqual({
      stdout: "2\n",
      stderr: "",
      exitCode: 0,
    });
  });
});

describe("a terminal", () => {
  it("gets colours and a table as wide as itself", async () => {
    const input = `${JSON.stringify({ level: "ERROR", text: "x".repeat(100) })}\n`;
    const { stdout } = await runMain(["query", "fields level, text"], { input, outputColumns: 30 });
    expect(stdout).toContain("\u001b[31mERROR\u001b[39m");
    const plain = stdout.replaceAll(/\u001b\[\d+m/g, "").split("\n");
    expect(Math.max(...plain.map((line) => line.length))).toBe(30);
  });

  it("gets no colour where NO_COLOR says so, and its width counts more than COLUMNS", async () => {
    const input = `${JSON.stringify({ level: "ERROR", text: "x".repeat(100) })}\n`;
    const environment = { NO_COLOR: "1", COLUMNS: "20" };
    const { stdout } = await runMain(["query", "fields level, text"], { input, outputColumns: 30, environment });
    expect(stdout).not.toContain("\u001b");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBe(30);
  });

  it("behind standard error gets coloured frames while a result in a pipe stays plain", async () => {
    const settings = { input: LOG, errorColumns: 80 };
    const { stdout, stderr } = await runMain(["query", "filter level == 'ERROR' | fields level"], settings);
    expect(stderr).toContain("\u001b[33m");
    expect(stdout).not.toContain("\u001b");
  });
});
