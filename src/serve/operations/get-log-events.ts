import { placeOfToken, placeToken } from "../events/event-place.ts";
import type { EventKey, LogEvent } from "../events/log-event.ts";
import { selectEvents } from "../events/select-events.ts";
import { flag, required, text, whole } from "../input-shape.ts";
import { GROUP_MEMBERS, standardGroupOf } from "../one-group.ts";
import { streamsOf } from "../one-stream.ts";
import { operation } from "../operation.ts";
import { invalidToken } from "../page.ts";

export const MOST_EVENTS = 10_000;

export const getLogEvents = operation(
  "GetLogEvents",
  {
    ...GROUP_MEMBERS,
    logStreamName: required(text({ shortest: 1, longest: 512, pattern: /^[^:*]*$/ })),
    startTime: whole(),
    endTime: whole(),
    nextToken: text({ shortest: 1 }),
    limit: whole(1, MOST_EVENTS),
    startFromHead: flag(),
    unmask: flag(),
  },
  async (input, service) => {
    const { logStreamName, startTime = 0, endTime = Infinity, limit = MOST_EVENTS, startFromHead = false } = input;
    const group = standardGroupOf(input, service);
    const streams = await streamsOf(group, [logStreamName], service);
    const listName = `events ${group.name} ${logStreamName}`;
    const from = input.nextToken === undefined ? undefined : readToken(input.nextToken, listName);
    const isForward = from === undefined ? startFromHead : from.isForward;
    const place = from === undefined ? {} : from.isForward ? { after: from.place } : { before: from.place };
    const selection = {
      streams,
      start: startTime,
      end: endTime - 1, // the end is not part of the range
      ...place,
      order: isForward ? "oldest-first" : "newest-first",
      matches: () => true,
      mostEvents: limit,
    } as const;
    const selected = await selectEvents(selection, service.indexes, service.groups.workingFolder);
    const events = isForward ? selected.events : selected.events.toReversed();
    const [first] = events;
    const last = events.at(-1);
    // Without events both tokens stay where they were, which is how clients see the end.
    const unmoved = from?.place ?? { time: startTime, logStreamName, offset: -1 };
    return {
      events: events.map(describe),
      nextForwardToken: `f/${placeToken(last === undefined ? unmoved : behind(last), listName)}`,
      nextBackwardToken: `b/${placeToken(first === undefined ? unmoved : before(first), listName)}`,
    };
  },
);

function describe({ time, message, ingestionTime }: LogEvent) {
  return { timestamp: time, message, ingestionTime };
}

/** Places of tokens lie between events. */
function behind(event: EventKey): EventKey {
  return { ...event, offset: event.offset + 0.5 };
}

function before(event: EventKey): EventKey {
  return { ...event, offset: event.offset - 0.5 };
}

function readToken(token: string, listName: string): { readonly isForward: boolean; readonly place: EventKey } {
  const match = /^([fb])\/([\w-]+)$/.exec(token);
  if (match === null) throw invalidToken();
  return { isForward: match[1] === "f", place: placeOfToken(match[2] ?? "", listName) };
}
