import { parseJson, type Value } from "../values/index.ts";
import { mapAtOnce, type RequestRate } from "./at-once.ts";
import { AwsServiceError } from "./aws-error.ts";
import type { Connection } from "./connection.ts";
import type { TypedRows } from "./typed-rows.ts";

/** Rows with whole messages, and how many of them may still be cut. */
export interface FullMessages {
  readonly rows: TypedRows["rows"];
  /** How many messages were fetched. */
  readonly fetched: number;
  /** Beyond the bound, or gone from CloudWatch. */
  readonly missing: number;
}

/** Each message is a request of its own. */
export const MOST_FULL_MESSAGES = 1000;

/** There is no published quota for `GetLogRecord`; this is slow enough for the lowest ones. */
const RATE: RequestRate = { atOnce: 3, perSecond: 5 };

const MESSAGE = "@message";

/**
 * Fetches the messages that the service may have cut, by the pointers of their rows. A message that is
 * a whole JSON text was not cut; of any other the rows do not tell.
 */
export async function fetchFullMessages(
  { columns, rows, pointers }: TypedRows,
  connection: Connection,
  signal?: AbortSignal,
  rate: RequestRate = RATE,
): Promise<FullMessages> {
  const column = columns.findIndex(({ name }) => name === MESSAGE);
  const suspects = rows.flatMap((row, index) => {
    const pointer = pointers[index];
    return pointer !== undefined && mayBeCut(row[column]) ? [{ index, pointer }] : [];
  });
  const asked = suspects.slice(0, MOST_FULL_MESSAGES);
  const fetch = ({ pointer }: { pointer: string }, own: AbortSignal) => messageAt(pointer, connection, own);
  const messages = await mapAtOnce(asked, rate, fetch, signal);
  const whole = [...rows];
  for (const [at, { index }] of asked.entries()) {
    const message = messages[at];
    if (message !== undefined) whole[index] = (rows[index] ?? []).with(column, message);
  }
  const fetched = messages.filter((message) => message !== undefined).length;
  return { rows: whole, fetched, missing: suspects.length - fetched };
}

function mayBeCut(message: Value): boolean {
  if (typeof message !== "string") return false;
  return !/^\s*[[{]/.test(message) || parseJson(message) === undefined;
}

/** Undefined for an event that is gone: its retention may have ended. */
async function messageAt(
  logRecordPointer: string,
  connection: Connection,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { logRecord } = await connection.send("GetLogRecord", { logRecordPointer }, { signal });
    return logRecord?.[MESSAGE];
  } catch (error) {
    if (error instanceof AwsServiceError && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
}
