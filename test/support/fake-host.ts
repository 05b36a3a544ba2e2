import { Readable } from "node:stream";
import type { ExitCode } from "../../src/cli/exit-code.ts";
import type { Host, Output } from "../../src/cli/host.ts";
import { main } from "../../src/cli/main.ts";

export interface HostSettings {
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
  /** What is piped to standard input; without it standard input is a terminal. */
  readonly input?: string;
  /** The width of the terminal behind an output; without it the output is no terminal. */
  readonly outputColumns?: number;
  readonly errorColumns?: number;
  /** The clock: milliseconds since the epoch, the same at each look or as the function tells. */
  readonly now?: number | (() => number);
  /** Asks the command to end, as a signal does. */
  readonly endSignal?: AbortSignal;
}

export interface FakeHost extends Host {
  /** What has been written so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
}

/** 1 March 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 1, 12);

/** A host that touches nothing of this process. */
export function fakeHost(settings: HostSettings = {}): FakeHost {
  const { input, now = NOON } = settings;
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written, columns: number | undefined): Output => ({
    isTerminal: columns !== undefined,
    columns,
    write: async (text) => {
      written[name] += text;
    },
  });
  return {
    arguments: settings.arguments ?? [],
    environment: { HOME: "/nowhere", ...settings.environment },
    workingFolder: settings.workingFolder ?? "/nowhere",
    standardInput: Object.assign(Readable.from(input === undefined ? [] : [Buffer.from(input)]), {
      isTerminal: input === undefined,
    }),
    standardOutput: output("stdout", settings.outputColumns),
    standardError: output("stderr", settings.errorColumns),
    now: typeof now === "number" ? () => now : now,
    idleThreads: [],
    prepareForShortRun: () => {},
    endSignal: () => settings.endSignal ?? new AbortController().signal,
    written,
  };
}

/** Runs a command line in this process. */
export async function runMain(
  commandArguments: readonly string[],
  settings: HostSettings = {},
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: ExitCode }> {
  const host = fakeHost({ ...settings, arguments: commandArguments });
  const exitCode = await main(host);
  return { ...host.written, exitCode };
}
