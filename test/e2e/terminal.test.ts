import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import stringWidth from "string-width";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleText } from "../sample/sample-entries.ts";
import { cleanEnvironment, PROGRAM, useWorkplace } from "../support/run-logq.ts";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
const COLUMNS = 80;

// Long values of every kind: paths, wide characters, emoji, and commands to the terminal.
const LONG = [
  { timestamp: "2026-03-01T00:00:00Z", level: "ERROR", metadata: { duration_ms: 99_999_999, path: "/x".repeat(200) } },
  { timestamp: "2026-03-01T00:00:01Z", level: "WARN", metadata: { duration_ms: 99_999_998, path: "漢字".repeat(60) } },
  {
    timestamp: "2026-03-01T00:00:02Z",
    level: "INFO",
    metadata: { duration_ms: 99_999_997, path: "👩‍💻é\u001b[2J".repeat(30) },
  },
];

const workplace = useWorkplace({
  "app.ndjson": sampleText({ lines: 3000 }) + LONG.map((event) => `${JSON.stringify(event)}\n`).join(""),
});

describe.runIf(hasTmux)(`in a terminal of ${COLUMNS} columns`, () => {
  let socket = "";
  const tmux = (...commandArguments: string[]): string => {
    const { stdout, stderr, status } = spawnSync("tmux", ["-L", socket, "-f", "/dev/null", ...commandArguments], {
      encoding: "utf8",
      cwd: workplace.path,
      env: { ...cleanEnvironment(workplace.path), TERM: "xterm-256color", TMUX_TMPDIR: workplace.path },
    });
    if (status !== 0) throw new Error(`tmux ${commandArguments[0]}: ${stderr}`);
    return stdout;
  };

  beforeEach(() => {
    socket = `logq-${randomUUID()}`;
  });
  afterEach(() => {
    tmux("kill-server");
  });

  /** Runs a command in a window of its own and gives the screen that it leaves behind, with and without colours. */
  const screenOf = (command: string): { readonly lines: string[]; readonly painted: string } => {
    const script = `'${process.execPath}' '${PROGRAM}' ${command}; tmux -L ${socket} wait-for -S done; sleep 60`;
    tmux("new-session", "-d", "-x", String(COLUMNS), "-y", "200", script);
    tmux("wait-for", "done");
    // Lines that wrapped are joined by -J: those would be longer than the window.
    const lines = tmux("capture-pane", "-p", "-J")
      .trimEnd()
      .split("\n")
      .map((line) => line.trimEnd());
    return { lines, painted: tmux("capture-pane", "-p", "-e") };
  };

  it("a table fits, is coloured, and the statement follows it", () => {
    const { lines, painted } = screenOf("slow app.ndjson");
    const table = lines.slice(0, 52);
    expect(table[0]).toMatch(/^Time +Endpoint +Duration \(ms\) +User$/);
    expect(table[1]).toMatch(/^─+(?: {2}─+){3}$/);
    for (const line of table) expect(stringWidth(line)).toBeLessThanOrEqual(COLUMNS);
    expect(table[2]).toMatch(/^2026-03-01 00:00:00\.000 {2}\/x\/x.*… +99,999,999/);
    expect(table[3]).toMatch(/漢字.*… +99,999,998/);
    expect(table[4]).toMatch(/\\u001b\[2J.*… +99,999,997/);
    expect(lines[52]).toMatch(/^3,003 events, \d+ matched, 50 rows, /);
    expect(painted).toContain("\u001b[1m");
  });

  it("levels are painted", () => {
    const { lines, painted } = screenOf(
      "query 'fields level, metadata.duration_ms as d | sort d desc | limit 2' app.ndjson",
    );
    expect(lines.slice(2, 4).map((line) => line.split(/ +/)[0])).toEqual(["ERROR", "WARN"]);
    expect(painted).toContain("\u001b[31mERROR");
    expect(painted).toContain("\u001b[33mWARN");
  });

  it("query errors are painted", () => {
    const { lines, painted } = screenOf("query 'stats cont(*)' app.ndjson");
    expect(lines[0]).toBe("error[unknown-function]: `cont` is not a known function");
    expect(painted).toMatch(/\u001b\[(?:1;31|31;1|31m\u001b\[1|1m\u001b\[31)m/);
  });

  it("no format sends the terminal a command of a log", () => {
    const { lines } = screenOf(
      "query 'filter level = \"INFO\" and metadata.duration_ms > 9e7 | fields metadata.path' -o raw app.ndjson",
    );
    expect(lines.join("")).toContain("👩‍💻é\\u001b[2J");
    expect(lines.join("\n")).toContain("1 matched, 1 row");
  });

  it("nothing to read is a mistake that is told at once", () => {
    const { lines } = screenOf("slow");
    expect(lines[0]).toBe("logq: no logs to read");
  });
});
