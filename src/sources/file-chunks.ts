import { constants, openSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { platform } from "node:os";

/**
 * The content of a file in chunks that share one buffer: each is valid until the next is asked for.
 * A start is for files that have places; without one pipes are read as well.
 */
export async function* fileChunks(path: string, chunkBytes: number, start?: number): AsyncGenerator<Uint8Array> {
  // Linux alone keeps a reader waiting that came before the first writer; elsewhere it would see an end.
  if (start === undefined && platform() === "linux" && (await stat(path)).isFIFO()) {
    yield* pipeChunks(path);
    return;
  }
  const file = await open(path);
  try {
    // Large ones for thousands of small files would keep the garbage collector busy.
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafeSlow(Math.min(chunkBytes, Math.max(size, LEAST_BYTES)));
    for (let position = start ?? null; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (position !== null) position += bytesRead;
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** For what has no size of its own, and for files that grow. */
const LEAST_BYTES = 64 * 1024;

/**
 * A named pipe is waited for as a socket is: a thread that waits inside `open` or `read` would keep
 * the process from ending, whatever the user presses.
 */
async function* pipeChunks(path: string): AsyncGenerator<Uint8Array> {
  const { Socket } = await import("node:net"); // which few runs need
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  yield* new Socket({ fd, readable: true, writable: false }) as AsyncIterable<Uint8Array>;
}
