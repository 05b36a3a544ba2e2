import { fstatSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { EXIT_CODES } from "./exit-code.ts";
import type { Host, Output } from "./host.ts";
import { explainSystemError } from "./system-error.ts";
import { FailureError } from "./usage-error.ts";

/** The real process. A closed pipe behind standard output ends it at once and quietly. */
export function processHost(idleThreads: Host["idleThreads"]): Host {
  return {
    idleThreads,
    arguments: process.argv.slice(2),
    environment: process.env,
    workingFolder: process.cwd(),
    standardInput: {
      isTerminal: isTerminalInput(),
      [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>,
    },
    standardOutput: output(process.stdout, standardOutputFailure),
    standardError: output(process.stderr, () => undefined), // there is nowhere left to say so
    now: Date.now,
    holdBackCompiler,
    endSignal,
  };
}

/**
 * A function has to be used eight times as much before V8 optimizes it: a query over a gigabyte would
 * else spend up to a third of its time on functions that are done with before that pays. Called once all
 * is loaded, because code that was compiled beforehand is refused where settings differ.
 */
function holdBackCompiler(): void {
  // The V8 of a later Node may have no such setting.
  if (Number.parseInt(process.versions.v8, 10) <= 13) setFlagsFromString("--interrupt-budget=540000");
}

function endSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.removeAllListeners(name);
    process.once(name, () => {
      process.once(name, () => process.exit(EXIT_CODES.interrupted.code));
      controller.abort(name);
    });
  }
  return controller.signal;
}

/** Whether nothing was redirected to standard input; asked without opening the stream. */
function isTerminalInput(): boolean {
  try {
    const status = fstatSync(0);
    return status.isCharacterDevice() && !isNullDevice(status.rdev);
  } catch {
    return true; // standard input is closed: as if there were none
  }
}

/** `/dev/null`, which has the device number 1:3 on Linux and is an empty input rather than none. */
function isNullDevice(device: number): boolean {
  return process.platform === "linux" && device === 0x103;
}

function output(stream: NodeJS.WriteStream, failureOf: (error: NodeJS.ErrnoException) => Error | undefined): Output {
  stream.on("error", () => {}); // each write tells of its own failure
  return {
    isTerminal: stream.isTTY === true,
    // A terminal that nobody has given a size says that it has no columns.
    columns: (stream.isTTY && stream.columns) || undefined,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          const failure = error ? failureOf(error) : undefined;
          if (failure === undefined) resolve();
          else reject(failure);
        });
      }),
  };
}

function standardOutputFailure(error: NodeJS.ErrnoException): Error {
  if (error.code === "EPIPE") process.exit(0);
  return new FailureError(`standard output cannot be written: ${explainSystemError(error)}`);
}
