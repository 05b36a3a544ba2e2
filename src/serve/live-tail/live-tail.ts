import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { ACCOUNT_ID, type LogGroup, type LogStream } from "../../sources/index.ts";
import { compareEvents, type LogEvent } from "../events/log-event.ts";
import type { Fault } from "../fault.ts";
import type { Service } from "../service.ts";
import { eventMessage, exceptionMessage } from "./event-stream-message.ts";
import { NewEvents } from "./new-events.ts";
import { Sample } from "./sample.ts";

export interface LiveTailRequest {
  readonly groups: readonly LogGroup[];
  readonly isWanted: (stream: LogStream) => boolean;
  readonly matches: (message: string) => boolean;
  /** What the session tells of itself first. */
  readonly echo: Readonly<Record<string, unknown>>;
}

const UPDATE_INTERVAL = 1000;
const LONGEST_SESSION = 3 * 3_600_000;
/** How many events an update holds; of more it is a sample. */
const MOST_EVENTS = 500;

/** The messages of a session of Live Tail: its start, an update every second, and how it ends. */
export async function* liveTail(
  { groups, isWanted, matches, echo }: LiveTailRequest,
  service: Service,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void> {
  const begin = service.now();
  const events = new NewEvents(service.groups.workingFolder);
  const streamsOf = async (group: LogGroup): Promise<readonly LogStream[]> =>
    (await service.groups.streams(group)).streams.filter(isWanted);
  for (const group of groups) await events.begin(await streamsOf(group));
  yield eventMessage("initial-response", {});
  yield eventMessage("sessionStart", { requestId: randomUUID(), sessionId: randomUUID(), ...echo });
  while (!signal.aborted) {
    await setTimeout(UPDATE_INTERVAL, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const sample = new Sample<TailedEvent>(MOST_EVENTS);
    for (const group of groups) {
      for (const stream of await streamsOf(group)) {
        for await (const event of events.of(stream)) if (matches(event.message)) sample.add({ event, group });
      }
    }
    yield updateMessage(sample);
    const end = service.faults
      .take("session")
      .map(endingOf)
      .find((message) => message !== undefined);
    if (end !== undefined) return yield end;
    if (service.now() - begin >= LONGEST_SESSION) return yield TIMED_OUT;
  }
}

interface TailedEvent {
  readonly event: LogEvent;
  readonly group: LogGroup;
}

function updateMessage(sample: Sample<TailedEvent>): Buffer {
  return eventMessage("sessionUpdate", {
    sessionMetadata: { sampled: sample.isPartial },
    sessionResults: sample.items
      .toSorted((left, right) => compareEvents(left.event, right.event))
      .map(({ event, group }) => ({
        logStreamName: event.logStreamName,
        logGroupIdentifier: `${ACCOUNT_ID}:${group.name}`,
        message: event.message,
        timestamp: event.time,
        ingestionTime: event.ingestionTime,
      })),
  });
}

const TIMED_OUT = exceptionMessage("SessionTimeoutException", "The session has ended after 3 hours.");

/** How a fault ends a session behind its first update. */
function endingOf({ kind }: Fault): Buffer | undefined {
  switch (kind) {
    case "timeout":
      return TIMED_OUT;
    case "fail":
      return exceptionMessage("SessionStreamingException", "The session cannot go on.");
    default:
      return undefined;
  }
}
