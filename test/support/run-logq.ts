import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";

export const PROGRAM = fileURLToPath(new URL("../../bin/logq.js", import.meta.url));

export interface RunSettings {
  /** What is piped to standard input; without it standard input is empty. */
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments of Node itself. */
  readonly nodeArguments?: readonly string[];
}

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** A folder with nothing but what a test puts there, and the built program to run in it. */
export interface Workplace {
  readonly path: string;
  /** Writes a file, and the folders that lead to it. */
  readonly write: (name: string, content?: string | Uint8Array) => void;
  readonly read: (name: string) => string;
  readonly logq: (commandArguments: readonly string[], settings?: RunSettings) => Promise<Run>;
  /** Runs a line of bash in which `logq` is the program. */
  readonly shell: (script: string, settings?: RunSettings) => Promise<Run>;
  /** Starts the program without waiting for it. */
  readonly start: (
    commandArguments: readonly string[],
    settings?: Pick<RunSettings, "environment">,
  ) => ChildProcessWithoutNullStreams;
}

/** Gives each test of a file a workplace of its own. */
export function useWorkplace(files: Readonly<Record<string, string | Uint8Array>> = {}): Workplace {
  let path = "";
  const running = new Set<number>();
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "logq-e2e-"));
    for (const [name, content] of Object.entries(files)) write(name, content);
  });
  afterEach(() => {
    for (const leader of running) process.kill(-leader, "SIGKILL"); // of a test that failed or ran out of time
    running.clear();
    rmSync(path, { recursive: true, force: true });
  });

  const write: Workplace["write"] = (name, content = "") => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  /** Each in a process group of its own, so that whatever it starts can be ended with it. */
  const launch = (command: string, commandArguments: readonly string[], { environment }: RunSettings = {}) => {
    const env = { ...cleanEnvironment(path), ...environment };
    const child = spawn(command, commandArguments, { cwd: path, env, detached: true });
    const { pid } = child;
    if (pid !== undefined) {
      running.add(pid);
      child.on("close", () => running.delete(pid));
    }
    return child;
  };
  return {
    get path() {
      return path;
    },
    write,
    read: (name) => readFileSync(join(path, name), "utf8"),
    logq: (commandArguments, settings = {}) => {
      const all = [...(settings.nodeArguments ?? []), PROGRAM, ...commandArguments];
      return finish(launch(process.execPath, all, settings), settings);
    },
    shell: (script, settings = {}) => finish(launch("bash", ["-c", BASH_FUNCTION + script], settings), settings),
    start: (commandArguments, settings) => launch(process.execPath, [PROGRAM, ...commandArguments], settings),
  };
}

const BASH_FUNCTION = `logq() { '${process.execPath}' '${PROGRAM}' "$@"; }\n`;

/** Nothing of the environment that the tests run in: no `LOGQ_*`, `TZ`, `NO_COLOR`, nor the user's own queries. */
export function cleanEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home, XDG_CONFIG_HOME: join(home, ".config"), LC_ALL: "C.UTF-8" };
}

/** Waits for a process to end, and gathers what it writes. */
export function finish(child: ChildProcessWithoutNullStreams, { input }: RunSettings = {}): Promise<Run> {
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => written.stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => written.stderr.push(chunk));
  child.stdin.on("error", () => {}); // a program may end before it has read all
  child.stdin.end(input ?? "");
  const text = (name: keyof typeof written) => Buffer.concat(written[name]).toString("utf8");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ stdout: text("stdout"), stderr: text("stderr"), exitCode }));
  });
}
