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

/** The events of a block of a log stream, as they stand in it. */
export async function* eventsOf(
  { stream, index, block }: BlockOfStream,
  workingFolder: string,
): AsyncGenerator<LogEvent> {
  const { start, end } = block;
  const { form } = index;
  const blockBytes = Math.min(end - start, READ_BYTES);
  const options = { workingFolder, start, end, form, blockBytes, onProblem: refuseProblem };
  for await (const { events } of readEvents(stream.input, options)) {
    for (const { time, ingestionTime, offset, message } of events) {
      // An event without a time counts as of its ingestion, as in queries.
      yield { time: time ?? ingestionTime, logStreamName: stream.name, offset, message, ingestionTime };
    }
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
  for await (const event of eventsOf({ stream, index, block }, workingFolder)) {
    if (event.offset === offset) return event;
  }
  return undefined;
}
