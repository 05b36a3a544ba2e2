import { AwsAccessError } from "./aws-error.ts";
import type { Connection, SendOptions } from "./connection.ts";
import type { ServiceLogGroup } from "./log-group.ts";

/**
 * The time of the newest event of a log group in epoch milliseconds, as the service notes it with the
 * streams: it may lag by an hour. Undefined for a group without events, "denied" where the caller may
 * list groups and not their streams.
 */
export async function lastEventTime(
  { identifier }: ServiceLogGroup,
  connection: Connection,
  options: SendOptions = {},
): Promise<number | undefined | "denied"> {
  const byArn = identifier.startsWith("arn:");
  const group = byArn ? { logGroupIdentifier: identifier } : { logGroupName: identifier };
  try {
    const input = { ...group, orderBy: "LastEventTime", descending: true, limit: 1 } as const;
    const { logStreams } = await connection.send("DescribeLogStreams", input, options);
    return logStreams?.[0]?.lastEventTimestamp;
  } catch (error) {
    if (error instanceof AwsAccessError && error.code.startsWith("AccessDenied")) return "denied";
    throw error;
  }
}
