import { type EventForm, EventReader, EventSplitter } from "../../scan/index.ts";
import { type InputFile, type ReadProblem, readBlocksFrom } from "../../sources/index.ts";
import { isTimestamp, type Value } from "../../values/index.ts";

/** One event of a log stream. */
export interface StreamEvent {
  /** In epoch milliseconds; absent for an event that holds no time of its own. */
  readonly time: number | undefined;
  /** In epoch milliseconds. */
  readonly ingestionTime: number;
  /** The place of its first byte in the text of the stream. */
  readonly offset: number;
  /** Where the line begins that holds it: reading may begin there. */
  readonly lineStart: number;
  /** Empty where messages were not asked for. */
  readonly message: string;
}

export interface ReadEventsOptions {
  readonly workingFolder: string;
  /** The first byte to read, which begins a line; 0 by default. */
  readonly start?: number;
  /** The byte behind the last one to read, which begins a line; all by default. */
  readonly end?: number;
  /** The form of the stream, where it is read from elsewhere than its beginning. */
  readonly form?: EventForm;
  readonly withMessages?: boolean;
  readonly blockBytes?: number;
  readonly onProblem: (problem: ReadProblem) => void;
}

/** A part of a log stream. */
export interface EventBatch {
  readonly events: readonly StreamEvent[];
  readonly form: EventForm;
}

const TIME_SLOT = 0;
const POINTER_SLOT = 1;
const INGESTION_SLOT = 2;
const MESSAGE_SLOT = 3;

const FIELDS = [
  { name: "@timestamp", slot: TIME_SLOT },
  { name: "@ptr", slot: POINTER_SLOT },
  { name: "@ingestionTime", slot: INGESTION_SLOT },
];
const MESSAGE_FIELD = { name: "@message", slot: MESSAGE_SLOT };

/** Reads the events of a log stream in the order in which they stand in it, some at a time. */
export async function* readEvents(input: InputFile, options: ReadEventsOptions): AsyncGenerator<EventBatch, void> {
  const { workingFolder, start = 0, end = Infinity, form, withMessages = true, blockBytes, onProblem } = options;
  let events: StreamEvent[] = [];
  let lineStart = start;
  const add = (row: readonly Value[]): void => {
    const time = row[TIME_SLOT];
    const pointer = String(row[POINTER_SLOT]);
    const ingestion = row[INGESTION_SLOT];
    events.push({
      time: isTimestamp(time) ? time.epochMilliseconds : undefined,
      ingestionTime: isTimestamp(ingestion) ? ingestion.epochMilliseconds : 0,
      offset: Number(pointer.slice(pointer.lastIndexOf(":") + 1)),
      lineStart,
      message: withMessages ? String(row[MESSAGE_SLOT]) : "",
    });
  };
  const fields = withMessages ? [...FIELDS, MESSAGE_FIELD] : FIELDS;
  const origin = { logStream: "", log: "", ingestionTime: input.origin?.ingestionTime ?? 0 };
  const sink = { accepts: () => true, add };
  const reader = new EventReader({ fields, filters: [], timeRange: {} }, fields.length, origin, sink);
  const splitter = new EventSplitter(
    (event) => {
      lineStart = event.offset;
      reader.read(event);
    },
    undefined,
    form,
  );
  const take = (): EventBatch => {
    const batch = { events, form: splitter.form ?? "lines" };
    events = [];
    return batch;
  };
  const context = { workingFolder, onProblem, ...(blockBytes === undefined ? {} : { blockBytes }) };
  for await (const { bytes, offset } of readBlocksFrom(input, start, context)) {
    if (offset >= end) break;
    splitter.push(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, end - offset)), offset);
    if (events.length > 0) yield take();
  }
  splitter.end();
  yield take();
}
