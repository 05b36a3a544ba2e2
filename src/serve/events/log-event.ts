import { compareCodePoints } from "../../values/index.ts";

/** The place of an event among all of a log group: events are in the order of time, stream and place. */
export interface EventKey {
  /** In epoch milliseconds. */
  readonly time: number;
  readonly logStreamName: string;
  readonly offset: number;
}

/** An event of a log group. */
export interface LogEvent extends EventKey {
  readonly message: string;
  /** In epoch milliseconds. */
  readonly ingestionTime: number;
}

export function compareEvents(left: EventKey, right: EventKey): number {
  return (
    left.time - right.time || compareCodePoints(left.logStreamName, right.logStreamName) || left.offset - right.offset
  );
}
