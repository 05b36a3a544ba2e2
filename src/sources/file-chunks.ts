import { open } from "node:fs/promises";

/**
 * The content of a file in chunks that share one buffer: each is valid until the next is asked for.
 * A start is for files that have places; without one pipes are read as well.
 */
export async function* fileChunks(path: string, chunkBytes: number, start?: number): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    for (let position = start ?? null; ; ) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
      if (position !== null) position += bytesRead;
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
