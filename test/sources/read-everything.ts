import { type Block, type Input, type ReadProblem, readBlocks } from "../../src/sources/index.ts";

export interface Everything {
  readonly text: Buffer;
  readonly blocks: readonly Block[];
  readonly problems: readonly ReadProblem[];
}

/** Reads a file of a folder to its end. */
export function readFile(path: string, workingFolder: string, blockBytes?: number): Promise<Everything> {
  return readEverything({ kind: "file", path, size: 0 }, [], workingFolder, blockBytes);
}

/** Reads data from standard input that arrives in chunks of a size. */
export function readStandardInput(content: Uint8Array, chunkBytes = 65536): Promise<Everything> {
  return readEverything({ kind: "standard-input" }, chunked(content, chunkBytes), "/");
}

export function* chunked(content: Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  for (let start = 0; start < content.length; start += chunkBytes) yield content.subarray(start, start + chunkBytes);
}

async function readEverything(
  input: Input,
  standardInput: Iterable<Uint8Array>,
  workingFolder: string,
  blockBytes?: number,
): Promise<Everything> {
  const blocks: Block[] = [];
  const problems: ReadProblem[] = [];
  const context = {
    standardInput: reusingOneBuffer(standardInput),
    workingFolder,
    onProblem: (problem: ReadProblem) => problems.push(problem),
    ...(blockBytes === undefined ? {} : { blockBytes }),
  };
  // Blocks are copied at once, because each is valid only until the next.
  for await (const { bytes, offset } of readBlocks(input, context))
    blocks.push({ bytes: new Uint8Array(bytes), offset });
  return { text: Buffer.concat(blocks.map(({ bytes }) => bytes)), blocks, problems };
}

/** Overwrites each chunk once the next is asked for, so that readers that keep one are found out. */
export async function* reusingOneBuffer(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    const buffer = new Uint8Array(chunk);
    yield buffer;
    buffer.fill(0xaa);
  }
}
