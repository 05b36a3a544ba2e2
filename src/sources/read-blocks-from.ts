import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { MAGIC_BYTES, recogniseCompression } from "./archive/compression.ts";
import { fileChunks } from "./file-chunks.ts";
import type { InputFile } from "./input.ts";
import { type Block, type ReadContext, readBlocks } from "./read-blocks.ts";
import { caughtReadError, explainReadError, isReadError } from "./read-error.ts";

/**
 * Yields the decompressed bytes of a file from a place in them, which is no smaller than that of the
 * first block of `readBlocks`. An uncompressed file is read from there, an archive from its beginning.
 */
export async function* readBlocksFrom(
  input: InputFile,
  start: number,
  context: Omit<ReadContext, "standardInput">,
): AsyncGenerator<Block, void> {
  const path = resolve(context.workingFolder, input.path);
  if (start > 0 && !(await isCompressed(path))) {
    yield* readPlain(input, path, start, context);
    return;
  }
  for await (const { bytes, offset } of readBlocks(input, { ...context, standardInput: nothing() })) {
    const skipped = Math.max(0, start - offset);
    if (skipped < bytes.length) yield { bytes: bytes.subarray(skipped), offset: offset + skipped };
  }
}

async function* readPlain(
  input: InputFile,
  path: string,
  start: number,
  { blockBytes = BLOCK_BYTES, onProblem }: Omit<ReadContext, "standardInput">,
): AsyncGenerator<Block, void> {
  let offset = start;
  try {
    for await (const bytes of fileChunks(path, blockBytes, start)) {
      yield { bytes, offset };
      offset += bytes.length;
    }
  } catch (error) {
    if (!isReadError(error)) throw error;
    const message = `could be read only up to byte ${offset}: ${explainReadError(error)}`;
    onProblem({ path: input.path, message, isFatalForInput: false });
  }
}

const BLOCK_BYTES = 1024 * 1024;

/** What cannot be opened is no archive: whoever reads it says why. */
async function isCompressed(path: string): Promise<boolean> {
  const file = await caughtReadError(open(path));
  if (isReadError(file)) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
    return recogniseCompression(buffer.subarray(0, bytesRead)) !== "none";
  } finally {
    await file.close();
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
