import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { EventForm } from "../../scan/index.ts";
import type { InputFile, LogStream } from "../../sources/index.ts";
import { isTimestamp, type Value } from "../../values/index.ts";
import { ServiceError } from "../service-error.ts";
import { scanStream } from "./scan-stream.ts";

/** A run of the text of a log stream, which can be read on its own, and the times of its events. */
export interface IndexBlock {
  /** The place of its first byte. */
  readonly start: number;
  /** The place behind its last byte; infinite for the last block, which may grow. */
  end: number;
  /** Of the events that have a time, in epoch milliseconds; infinite without one. */
  earliest: number;
  latest: number;
  hasUntimed: boolean;
}

/** Where the times of a log stream stand: a few numbers for each block. */
export interface StreamIndex {
  readonly blocks: readonly IndexBlock[];
  readonly form: EventForm;
}

/** About so much text is read for one event. */
const BLOCK_BYTES = 128 * 1024;

interface Entry extends StreamIndex {
  readonly size: number;
  readonly writeTime: number;
  readonly fileNumber: number;
}

/** Keeps an index of each log stream that was read, and brings it up to date where a file has grown. */
export class StreamIndexes {
  readonly #workingFolder: string;
  readonly #entries = new Map<string, Promise<Entry>>();

  constructor(workingFolder: string) {
    this.#workingFolder = workingFolder;
  }

  /** The index of a log stream as it is now. Rejects where a part of the stream cannot be read. */
  of({ input }: LogStream): Promise<StreamIndex> {
    // One after the other: the second request takes what the first has read.
    const before = this.#entries.get(input.path)?.catch(() => undefined);
    const entry = Promise.resolve(before).then((known) => this.#update(input, known));
    this.#entries.set(input.path, entry);
    return entry;
  }

  async #update(input: InputFile, known: Entry | undefined): Promise<Entry> {
    const status = await stat(resolve(this.#workingFolder, input.path));
    const { size, mtimeMs: writeTime, ino: fileNumber } = status;
    if (known?.size === size && known.writeTime === writeTime && known.fileNumber === fileNumber) return known;
    const isGrown = known !== undefined && known.fileNumber === fileNumber && size >= known.size;
    // The last line may have been incomplete: its block is read anew.
    const kept = isGrown ? known.blocks.slice(0, -1) : [];
    const start = isGrown ? (known.blocks.at(-1)?.start ?? 0) : 0;
    const added = await readIndex(input, start, start > 0 ? known?.form : undefined, this.#workingFolder);
    return { blocks: [...kept, ...added.blocks], form: added.form, size, writeTime, fileNumber };
  }
}

async function readIndex(
  input: InputFile,
  start: number,
  knownForm: EventForm | undefined,
  workingFolder: string,
): Promise<StreamIndex> {
  const blocks: IndexBlock[] = [];
  let block: IndexBlock | undefined;
  const onEvent = ([time]: readonly Value[], lineStart: number): void => {
    if (block === undefined || lineStart - block.start >= BLOCK_BYTES) {
      if (block !== undefined) block.end = lineStart;
      block = { start: lineStart, end: Infinity, earliest: Infinity, latest: -Infinity, hasUntimed: false };
      blocks.push(block);
    }
    if (isTimestamp(time)) {
      block.earliest = Math.min(block.earliest, time.epochMilliseconds);
      block.latest = Math.max(block.latest, time.epochMilliseconds);
    } else {
      block.hasUntimed = true;
    }
  };
  const known = knownForm === undefined ? {} : { form: knownForm };
  let form = knownForm ?? "lines";
  const options = { workingFolder, start, onProblem: refuseProblem, ...known };
  for await (const found of scanStream(input, ["@timestamp"], onEvent, options)) form = found;
  return { blocks, form };
}

/** Half of a log stream is no answer; the service has no error of its own for it. */
export function refuseProblem({ path, message }: { readonly path: string; readonly message: string }): never {
  throw new ServiceError("ServiceUnavailableException", `${path} ${message}`, {}, 503);
}

/** The bounds of the times in a block, with those of events that have no time but that of their ingestion. */
export function boundsOf(block: IndexBlock, ingestionTime: number): { earliest: number; latest: number } {
  if (!block.hasUntimed) return block;
  return { earliest: Math.min(block.earliest, ingestionTime), latest: Math.max(block.latest, ingestionTime) };
}
