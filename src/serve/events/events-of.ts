import type { LogStream } from "../../sources/index.ts";
import type { LogEvent } from "./log-event.ts";
import { readEvents } from "./read-events.ts";
import { type IndexBlock, refuseProblem, type StreamIndex, type StreamIndexes } from "./stream-index.ts";

export interface BlockOfStream {
  readonly stream: LogStream;
  readonly index: StreamIndex;
  readonly block: IndexBlock;
}

/** How much is read at once; the last block of a stream has no end yet. */
const READ_BYTES = 1024 * 1024;

/** The events of a block of a log stream, as they stand in it, many at a time. */
export async function* eventsOf(
  { stream, index, block }: BlockOfStream,
  workingFolder: string,
): AsyncGenerator<readonly LogEvent[], void> {
  const { start, end } = block;
  const { form } = index;
  const blockBytes = Math.min(end - start, READ_BYTES);
  const options = { workingFolder, start, end, form, blockBytes, onProblem: refuseProblem };
  for await (const { events } of readEvents(stream.input, options)) {
    yield events.map(({ time, ingestionTime, offset, message }) => ({
      time: time ?? ingestionTime, // an event without a time counts as of its ingestion, as in queries
      logStreamName: stream.name,
      offset,
      message,
      ingestionTime,
    }));
  }
}

/** The event at a place of a log stream, if one begins there. */
export async function eventAt(
  stream: LogStream,
  offset: number,
  indexes: StreamIndexes,
  workingFolder: string,
): Promise<LogEvent | undefined> {
  const index = await indexes.of(stream);
  const block = index.blocks.find(({ start, end }) => start <= offset && offset < end);
  if (block === undefined) return undefined;
  for await (const events of eventsOf({ stream, index, block }, workingFolder)) {
    const found = events.find((event) => event.offset === offset);
    if (found !== undefined) return found;
  }
  return undefined;
}
