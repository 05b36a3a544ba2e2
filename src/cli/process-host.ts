import { fstatSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { EXIT_CODES } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { isNullDevice } from "./null-device.ts";
import { processOutput } from "./process-output.ts";
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
    standardOutput: processOutput(1, standardOutputFailure),
    standardError: processOutput(2, () => undefined), // there is nowhere left to say so
    now: Date.now,
    prepareForShortRun,
    endSignal,
  };
}

/**
 * A function has to be used sixteen times as much before V8 optimizes it: a query over a gigabyte would
 * else spend up to a third of its time on functions that are done with before that pays. And the heap is marked when
 * room for it is needed, no longer ahead of that: with many small archives, whose buffers stand beside the heap, V8 would
 * go through it some twenty times a second. Called once all is loaded, because code that was compiled beforehand is
 * refused where settings differ.
 */
function prepareForShortRun(): void {
  // The V8 of a later Node may have no such settings.
  if (Number.parseInt(process.versions.v8, 10) > 13) return;
  setFlagsFromString("--interrupt-budget=1080000");
  setFlagsFromString("--no-incremental-marking");
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
    return status.isCharacterDevice() && !isNullDevice(status);
  } catch {
    return true; // standard input is closed: as if there were none
  }
}

function standardOutputFailure(error: NodeJS.ErrnoException): Error {
  if (error.code === "EPIPE") process.exit(0);
  return new FailureError(`standard output cannot be written: ${explainSystemError(error)}`);
}
