import { fstatSync, writeSync } from "node:fs";
import type { Output } from "./host.ts";
import { isNullDevice } from "./null-device.ts";

/** The error that a failed write ends with; absent where the failure is nobody's business. */
export type FailureOf = (error: NodeJS.ErrnoException) => Error | undefined;

/**
 * Standard output (1) or standard error (2). What is no terminal is written to at once, as Node's own streams do on
 * Linux, but without them: loading them takes as long as reading ten thousand lines.
 */
export function processOutput(descriptor: 1 | 2, failureOf: FailureOf): Output {
  if (!isPlain(descriptor)) return streamOutput(streamOf(descriptor), failureOf);
  return {
    isTerminal: false,
    columns: undefined,
    write: async (text) => {
      const rest = writeAtOnce(descriptor, Buffer.from(text), failureOf);
      if (rest.length > 0) await writeTo(streamOf(descriptor), rest, failureOf);
    },
  };
}

/** Whether it is a file, a pipe or a socket, which take writes the same way, or the null device. */
function isPlain(descriptor: number): boolean {
  try {
    const status = fstatSync(descriptor);
    return status.isFile() || status.isFIFO() || status.isSocket() || isNullDevice(status);
  } catch {
    return false;
  }
}

/** Writes what can be written, and gives the rest: nothing, unless the other end takes no more for now and will not be waited for. */
function writeAtOnce(descriptor: number, bytes: Buffer, failureOf: FailureOf): Buffer {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const problem = error as NodeJS.ErrnoException;
      if (problem.code === "EAGAIN") return bytes.subarray(at);
      const failure = failureOf(problem);
      if (failure !== undefined) throw failure;
      break;
    }
  }
  return Buffer.alloc(0);
}

function streamOf(descriptor: 1 | 2): NodeJS.WriteStream {
  return descriptor === 1 ? process.stdout : process.stderr;
}

function streamOutput(stream: NodeJS.WriteStream, failureOf: FailureOf): Output {
  return {
    isTerminal: stream.isTTY === true,
    // A terminal that nobody has given a size says that it has no columns.
    columns: (stream.isTTY && stream.columns) || undefined,
    write: (text) => writeTo(stream, text, failureOf),
  };
}

function writeTo(stream: NodeJS.WriteStream, text: string | Buffer, failureOf: FailureOf): Promise<void> {
  if (stream.listenerCount("error") === 0) stream.on("error", () => {}); // each write tells of its own failure
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const failure = error ? failureOf(error) : undefined;
      if (failure === undefined) resolve();
      else reject(failure);
    });
  });
}
