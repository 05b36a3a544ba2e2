import type { LogStream } from "../../sources/index.ts";
import { type BlockOfStream, eventsOf } from "./events-of.ts";
import { compareEvents, type EventKey, type LogEvent } from "./log-event.ts";
import { boundsOf, type StreamIndexes } from "./stream-index.ts";

export interface Selection {
  readonly streams: readonly LogStream[];
  /** In epoch milliseconds, both inclusive. */
  readonly start: number;
  readonly end: number;
  /** Only events behind this one. */
  readonly after?: EventKey | undefined;
  /** Only events before this one. */
  readonly before?: EventKey | undefined;
  readonly order: "oldest-first" | "newest-first";
  readonly matches: (message: string) => boolean;
  readonly mostEvents: number;
}

export interface SelectedEvents {
  /** In the order asked for. */
  readonly events: readonly LogEvent[];
  /** Whether there are more of them. */
  readonly hasMore: boolean;
}

/** What the service gives in one answer. */
const MOST_BYTES = 1024 * 1024;

/**
 * The first events of a log group, in order, as many as one answer holds. Only blocks of text whose
 * times may matter are read, in the order of their times, until no later one can hold an event of
 * the answer; so memory does not grow with the logs, whatever order they are in.
 */
export async function selectEvents(
  selection: Selection,
  indexes: StreamIndexes,
  workingFolder: string,
): Promise<SelectedEvents> {
  const isOldestFirst = selection.order === "oldest-first";
  const first = new FirstEvents(selection.mostEvents, isOldestFirst);
  for (const candidate of await candidates(selection, indexes)) {
    if (first.isBehind(isOldestFirst ? candidate.earliest : candidate.latest)) break;
    for await (const events of eventsOf(candidate, workingFolder)) {
      for (const event of events) if (isWanted(event, selection) && selection.matches(event.message)) first.add(event);
    }
    first.settle();
  }
  return first.outcome();
}

interface Candidate extends BlockOfStream {
  readonly earliest: number;
  readonly latest: number;
}

async function candidates(selection: Selection, indexes: StreamIndexes): Promise<readonly Candidate[]> {
  const start = Math.max(selection.start, selection.after?.time ?? -Infinity);
  const end = Math.min(selection.end, selection.before?.time ?? Infinity);
  const all: Candidate[] = [];
  for (const stream of selection.streams) {
    const index = await indexes.of(stream);
    for (const block of index.blocks) {
      const { earliest, latest } = boundsOf(block, stream.lastWriteTime);
      if (latest >= start && earliest <= end) all.push({ stream, index, block, earliest, latest });
    }
  }
  return selection.order === "oldest-first"
    ? all.sort((left, right) => left.earliest - right.earliest)
    : all.sort((left, right) => right.latest - left.latest);
}

function isWanted(event: LogEvent, { start, end, after, before }: Selection): boolean {
  return (
    event.time >= start &&
    event.time <= end &&
    (after === undefined || compareEvents(event, after) > 0) &&
    (before === undefined || compareEvents(event, before) < 0)
  );
}

/** Holds the first of many events, up to what one answer holds. */
class FirstEvents {
  readonly #mostEvents: number;
  readonly #compare: (left: EventKey, right: EventKey) => number;
  readonly #direction: 1 | -1;
  #events: LogEvent[] = [];
  #bytes = 0;
  /** The first event that was left out. */
  #bound: LogEvent | undefined;

  constructor(mostEvents: number, isOldestFirst: boolean) {
    this.#mostEvents = mostEvents;
    this.#direction = isOldestFirst ? 1 : -1;
    this.#compare = (left, right) => compareEvents(left, right) * this.#direction;
  }

  add(event: LogEvent): void {
    if (this.#bound !== undefined && this.#compare(event, this.#bound) > 0) return;
    this.#events.push(event);
    this.#bytes += Buffer.byteLength(event.message);
    if (this.#events.length >= this.#mostEvents * 2 || this.#bytes >= MOST_BYTES * 2) this.settle();
  }

  /** Leaves out what the answer does not hold. */
  settle(): void {
    if (this.#events.length <= this.#mostEvents && this.#bytes <= MOST_BYTES) return;
    this.#events.sort(this.#compare);
    let bytes = 0;
    const isTooMuch = ({ message }: LogEvent, index: number): boolean => {
      bytes += Buffer.byteLength(message);
      return index >= this.#mostEvents || (index > 0 && bytes > MOST_BYTES);
    };
    const end = this.#events.findIndex(isTooMuch);
    if (end < 0) return; // a single event that is longer than an answer
    this.#bound = this.#events[end];
    this.#events = this.#events.slice(0, end);
    this.#bytes = this.#events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
  }

  /** Whether all events from a time on come behind the last one of the answer. */
  isBehind(time: number): boolean {
    return this.#bound !== undefined && (time - this.#bound.time) * this.#direction > 0;
  }

  outcome(): SelectedEvents {
    this.settle();
    return { events: this.#events.sort(this.#compare), hasMore: this.#bound !== undefined };
  }
}
