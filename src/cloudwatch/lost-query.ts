import type { Connection } from "./connection.ts";
import { pastQueries } from "./query-history.ts";
import type { ServiceQuery } from "./service-query.ts";

/** By how much the clock of this machine may be ahead of the service's, in milliseconds. */
const CLOCK_LEEWAY = 5000;

/** A query that ended otherwise is no answer. */
const IS_OF_USE = new Set(["Scheduled", "Running", "Complete"]);

/**
 * The id of a query that was started although the answer to its start got lost: asked for again, it
 * would run a second time, and the first would be paid for and could not be stopped. It is known by its
 * text, groups and range. The service does not tell limits, so of several alike none is taken.
 *
 * @param sentAt when it was first asked for, in epoch milliseconds
 * @returns undefined also where it cannot be found out
 */
export async function findLostQuery(
  { text, logGroups, range }: ServiceQuery,
  sentAt: number,
  connection: Connection,
): Promise<string | undefined> {
  const names = new Set(logGroups.map(({ name }) => name));
  const found: string[] = [];
  try {
    for await (const past of pastQueries({}, connection, { isTriedOnce: true })) {
      if ((past.startedAt ?? 0) < sentAt - CLOCK_LEEWAY) break;
      const isSameRange = toSeconds(past.range?.start) === range.start && toSeconds(past.range?.end) === range.end;
      const isSameGroups = past.logGroups.length === names.size && past.logGroups.every((name) => names.has(name));
      if (isSameRange && isSameGroups && past.text.trim() === text.trim() && IS_OF_USE.has(past.status))
        found.push(past.id);
    }
  } catch {
    return undefined; // the connection is still down, or the permission is missing
  }
  return found.length === 1 ? found[0] : undefined;
}

/** Whole seconds, of a bound that is a millisecond of the second that was asked for. */
function toSeconds(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.floor(time / 1000);
}
