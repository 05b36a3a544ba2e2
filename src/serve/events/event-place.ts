import { invalidToken, readPlace, writeToken } from "../page.ts";
import type { EventKey } from "./log-event.ts";

/** A token for a place among events. */
export function placeToken({ time, logStreamName, offset }: EventKey, listName: string): string {
  return writeToken(listName, `${time}/${offset}/${encodeURIComponent(logStreamName)}`);
}

/** The place of a token; refused if it was made for another list. */
export function placeOfToken(token: string, listName: string): EventKey {
  const match = /^(-?\d+)\/(-?\d+(?:\.5)?)\/([^/]*)$/.exec(readPlace(token, listName));
  if (match === null) throw invalidToken();
  return { time: Number(match[1]), offset: Number(match[2]), logStreamName: decodeURIComponent(match[3] ?? "") };
}
