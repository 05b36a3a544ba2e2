import { resolve } from "node:path";
import type { ArchiveFault } from "./archive/archive-fault.ts";
import { ByteReader } from "./archive/byte-reader.ts";
import { type Compression, MAGIC_BYTES, recogniseCompression, startsWith, UTF8_MARK } from "./archive/compression.ts";
import { decompress } from "./archive/decompress.ts";
import { FOREIGN_BYTES, foreignData } from "./archive/foreign-data.ts";
import { fileChunks } from "./file-chunks.ts";
import { type Input, inputPath, type ReadProblem } from "./input.ts";
import { explainReadError, isReadError } from "./read-error.ts";

/** A run of the decompressed bytes of an input; valid until the next one is asked for. */
export interface Block {
  readonly bytes: Uint8Array;
  /** The position of the first byte in the decompressed stream. */
  readonly offset: number;
}

export interface ReadContext {
  readonly standardInput: AsyncIterable<Uint8Array>;
  /** What relative paths start from. */
  readonly workingFolder: string;
  readonly onProblem: (problem: ReadProblem) => void;
  /** How many bytes of a file are read at once. */
  readonly blockBytes?: number;
}

const BLOCK_BYTES = 1024 * 1024;

/**
 * Opens an input and yields its decompressed bytes, without a byte-order mark. What cannot be
 * read is reported, after everything before it has been yielded, and never thrown. Leaving early
 * closes the input.
 */
export async function* readBlocks(input: Input, context: ReadContext): AsyncGenerator<Block, void> {
  const path = inputPath(input);
  const report = (problem: Omit<ReadProblem, "path">) => context.onProblem({ path, ...problem });
  const stored = new ByteReader(openInput(input, context));
  let text: ByteReader | undefined;
  let fault: ArchiveFault | undefined;
  let offset = 0;
  try {
    const compression = recogniseCompression(await stored.peek(MAGIC_BYTES));
    text = new ByteReader(
      await decompress(stored, compression, (found) => {
        fault = found;
      }),
    );
    const head = await text.peek(FOREIGN_BYTES);
    const foreign = foreignData(head);
    if (foreign !== undefined) return report({ ...foreign, isFatalForInput: true });
    if (startsWith(head, UTF8_MARK)) {
      text.drop(UTF8_MARK.length);
      offset = UTF8_MARK.length;
    }
    for await (const bytes of text.rest()) {
      if (bytes.length > 0) yield { bytes, offset };
      offset += bytes.length;
    }
    if (fault !== undefined) report(explainFault(fault, compression, offset));
  } catch (error) {
    if (!isReadError(error)) throw error;
    const reach = offset === 0 ? "cannot be read" : `could be read only up to byte ${offset} of its text`;
    report({ message: `${reach}: ${explainReadError(error)}`, isFatalForInput: offset === 0 });
  } finally {
    await text?.close();
    await stored.close();
  }
}

function openInput(input: Input, context: ReadContext): AsyncIterable<Uint8Array> {
  if (input.kind === "standard-input") return context.standardInput;
  return fileChunks(resolve(context.workingFolder, input.path), context.blockBytes ?? BLOCK_BYTES);
}

function explainFault(fault: ArchiveFault, compression: Compression, textBytes: number): Omit<ReadProblem, "path"> {
  const archive = `is a ${compression} archive`;
  const isFatalForInput = textBytes === 0;
  switch (fault.kind) {
    case "cut-off":
      return {
        message: `${archive} cut off after ${textBytes} bytes of text`,
        help: "it may still be being written, or a copy of it was interrupted",
        isFatalForInput,
      };
    case "corrupt":
      return {
        message: `${archive} that is corrupt after ${textBytes} bytes of text: ${fault.detail}`,
        isFatalForInput,
      };
    case "trailing-data":
      return {
        message: `${archive} that ends after ${textBytes} bytes of text; the data that follows was left out`,
        help: `what follows is no ${compression} data`,
        isFatalForInput: false,
      };
    case "unsupported":
      return {
        message: `${archive} that cannot be decompressed after ${textBytes} bytes of text: ${fault.detail}`,
        help: "decompress it first and read the outcome",
        isFatalForInput,
      };
  }
}
