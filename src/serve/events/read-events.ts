import type { EventForm } from "../../scan/index.ts";
import type { InputFile } from "../../sources/index.ts";
import { isTimestamp, type Value } from "../../values/index.ts";
import { type ScanStreamOptions, scanStream } from "./scan-stream.ts";

/** One event of a log stream. */
export interface StreamEvent {
  /** In epoch milliseconds; absent for an event that holds no time of its own. */
  readonly time: number | undefined;
  /** In epoch milliseconds. */
  readonly ingestionTime: number;
  /** The place of its first byte in the text of the stream. */
  readonly offset: number;
  readonly message: string;
}

/** A part of a log stream. */
export interface EventBatch {
  readonly events: readonly StreamEvent[];
  readonly form: EventForm;
}

const FIELDS = ["@timestamp", "@ptr", "@ingestionTime", "@message"];

/** Reads the events of a log stream in the order in which they stand in it, some at a time. */
export async function* readEvents(input: InputFile, options: ScanStreamOptions): AsyncGenerator<EventBatch, void> {
  let events: StreamEvent[] = [];
  const onEvent = ([time, pointer, ingestionTime, message]: readonly Value[]): void => {
    const text = String(pointer);
    events.push({
      time: isTimestamp(time) ? time.epochMilliseconds : undefined,
      ingestionTime: isTimestamp(ingestionTime) ? ingestionTime.epochMilliseconds : 0,
      offset: Number(text.slice(text.lastIndexOf(":") + 1)),
      message: String(message),
    });
  };
  for await (const form of scanStream(input, FIELDS, onEvent, options)) {
    yield { events, form };
    events = [];
  }
}
