import { list, required, structure, text, whole } from "../input-shape.ts";
import { operation } from "../operation.ts";
import type { Service } from "../service.ts";
import { invalidParameter } from "../service-error.ts";
import { groupName } from "./log-groups.ts";
import { streamName, unwritable } from "./log-streams.ts";

interface PutEvent {
  /** In epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

export const putLogEvents = operation(
  "PutLogEvents",
  {
    logGroupName: groupName,
    logStreamName: streamName,
    logEvents: required(
      list(structure({ timestamp: required(whole()), message: required(text({ shortest: 1 })) }), {
        fewest: 1,
        most: 10_000,
      }),
    ),
    sequenceToken: text({ shortest: 1 }),
  },
  async ({ logGroupName, logStreamName, logEvents }, service) => {
    const { writable } = service.groups;
    service.groups.find(logGroupName);
    checkBatch(logEvents);
    const { kept, rejected } = choose(logEvents, logGroupName, service);
    const ingestionTime = service.now();
    const events = kept.map(({ timestamp, message }) => ({ timestamp, ingestionTime, message }));
    if (!(await writable.append(logGroupName, logStreamName, events))) {
      throw await unwritable(logGroupName, logStreamName, service);
    }
    return {
      nextSequenceToken: String(ingestionTime), // the service still gives one, and ignores what it is given
      ...(rejected === undefined ? {} : { rejectedLogEventsInfo: rejected }),
    };
  },
);

/** What the service counts for an event besides its message. */
const EVENT_BYTES = 26;
const MOST_BYTES = 1024 * 1024;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Refuses a batch as a whole. */
function checkBatch(events: readonly PutEvent[]): void {
  let bytes = 0;
  let latest = 0;
  for (const { timestamp, message } of events) {
    const size = Buffer.byteLength(message) + EVENT_BYTES;
    if (size > MOST_BYTES) throw invalidParameter(`Log event too large: ${size} bytes exceeds limit of ${MOST_BYTES}`);
    bytes += size;
    if (timestamp < latest) {
      throw invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
    }
    latest = timestamp;
  }
  if (bytes > MOST_BYTES) throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
  if (latest - (events[0]?.timestamp ?? latest) > DAY) {
    throw invalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
}

interface Rejected {
  readonly tooNewLogEventStartIndex?: number;
  readonly tooOldLogEventEndIndex?: number;
  readonly expiredLogEventEndIndex?: number;
}

/** Takes what the service takes: no event of the future, of long ago, or older than the group keeps them. */
function choose(
  events: readonly PutEvent[],
  logGroupName: string,
  { groups, now, takesAnyTime }: Service,
): { readonly kept: readonly PutEvent[]; readonly rejected?: Rejected } {
  if (takesAnyTime) return { kept: events };
  const { retentionInDays = Infinity } = groups.details(logGroupName) ?? {};
  const time = now();
  const firstWith = (isSo: (timestamp: number) => boolean): number => {
    const index = events.findIndex(({ timestamp }) => isSo(timestamp));
    return index < 0 ? events.length : index;
  };
  const tooOld = firstWith((timestamp) => timestamp >= time - 14 * DAY);
  const expired = firstWith((timestamp) => timestamp >= time - retentionInDays * DAY);
  const tooNew = firstWith((timestamp) => timestamp > time + 2 * HOUR);
  const kept = events.slice(Math.max(tooOld, expired), tooNew);
  if (kept.length === events.length) return { kept };
  const rejected = {
    ...(tooNew < events.length ? { tooNewLogEventStartIndex: tooNew } : {}),
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
  };
  return { kept, rejected };
}
