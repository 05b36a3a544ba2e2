import { createHash } from "node:crypto";
import type { LogGroup, LogStream } from "../../sources/index.ts";
import { placeOfToken, placeToken } from "../events/event-place.ts";
import type { LogEvent } from "../events/log-event.ts";
import { selectEvents } from "../events/select-events.ts";
import { flag, list, text, whole } from "../input-shape.ts";
import { GROUP_MEMBERS, standardGroupOf } from "../one-group.ts";
import { streamsOf } from "../one-stream.ts";
import { operation } from "../operation.ts";
import { patternOf } from "../pattern-of.ts";
import type { Service } from "../service.ts";
import { invalidParameter } from "../service-error.ts";
import { MOST_EVENTS } from "./get-log-events.ts";

/** From here on the service can give the newest events first. */
const EARLIEST_FROM_TAIL = Date.UTC(2024, 0, 1);

const streamName = text({ shortest: 1, longest: 512, pattern: /^[^:*]*$/ });

export const filterLogEvents = operation(
  "FilterLogEvents",
  {
    ...GROUP_MEMBERS,
    logStreamNames: list(streamName, { fewest: 1, most: 100 }),
    logStreamNamePrefix: streamName,
    startTime: whole(),
    endTime: whole(),
    filterPattern: text({ longest: 1024 }),
    nextToken: text({ shortest: 1 }),
    limit: whole(1, MOST_EVENTS),
    startFromHead: flag(),
    interleaved: flag(),
    unmask: flag(),
  },
  async (input, service) => {
    const { startTime = 0, endTime = Infinity, filterPattern = "", limit = MOST_EVENTS, startFromHead = true } = input;
    if (!startFromHead && startTime < EARLIEST_FROM_TAIL) {
      throw invalidParameter("startFromHead can be false only with a startTime from 1 January 2024 UTC on");
    }
    const { matches } = patternOf(filterPattern);
    const group = standardGroupOf(input, service);
    const streams = await chooseStreams(input, group, service);
    const listName = `filter ${group.name} ${startFromHead} ${filterPattern}`;
    const place = input.nextToken === undefined ? undefined : placeOfToken(input.nextToken, listName);
    const selection = {
      streams,
      start: startTime,
      end: endTime,
      ...(startFromHead ? { after: place } : { before: place }),
      order: startFromHead ? "oldest-first" : "newest-first",
      matches,
      mostEvents: limit,
    } as const;
    const { events, hasMore } = await selectEvents(selection, service.indexes, service.groups.workingFolder);
    const last = events.at(-1);
    return {
      events: events.map(describe),
      searchedLogStreams: [], // as the service has it since 2020
      ...(hasMore && last !== undefined ? { nextToken: placeToken(last, listName) } : {}),
    };
  },
);

interface ChosenStreams {
  readonly logStreamNames: readonly string[] | undefined;
  readonly logStreamNamePrefix: string | undefined;
}

async function chooseStreams(
  { logStreamNames, logStreamNamePrefix }: ChosenStreams,
  group: LogGroup,
  service: Service,
): Promise<readonly LogStream[]> {
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw invalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive parameters");
  }
  if (logStreamNames !== undefined) return streamsOf(group, logStreamNames, service);
  const { streams } = await service.groups.streams(group);
  return streams.filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ""));
}

function describe(event: LogEvent) {
  const { logStreamName, time, message, ingestionTime } = event;
  return { logStreamName, timestamp: time, message, ingestionTime, eventId: eventId(event) };
}

/**
 * 56 digits, the same for the same event, whatever is written behind it; another one at its place, in
 * a file that was begun anew, has others.
 */
function eventId({ logStreamName, offset, message }: LogEvent): string {
  return `${digits(hash(logStreamName), 20)}${digits(offset, 16)}${digits(hash(message), 20)}`;
}

function hash(content: string): bigint {
  return createHash("sha256").update(content).digest().readBigUInt64BE();
}

function digits(number: number | bigint, count: number): string {
  return String(number).padStart(count, "0");
}
