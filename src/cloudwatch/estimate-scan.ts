import { AwsQueryError, AwsServiceError } from "./aws-error.ts";
import type { Connection } from "./connection.ts";
import type { ServiceLogGroup } from "./log-group.ts";
import { type QueryContext, runServiceQuery } from "./run-query.ts";
import type { ServiceQuery, ServiceRow } from "./service-query.ts";

/** How many bytes a query will scan. */
export interface ScanEstimate {
  readonly bytes: number;
  /** The service's own `estimate`; the stored bytes of the groups and the share of the time range; nothing to scan. */
  readonly basis: "estimate" | "stored bytes" | "kept answer";
  /** Groups whose size is not known, and not in the estimate. */
  readonly unknownGroups: readonly string[];
}

/**
 * Estimates what a query will scan, without charge: asks the service with `estimate` as the last
 * command, and where it does not know that, takes the stored bytes of the groups. `now` is in epoch
 * milliseconds.
 */
export async function estimateScan(
  query: ServiceQuery,
  connection: Connection,
  now: number,
  context: QueryContext = {},
): Promise<ScanEstimate> {
  const bytes = await askForEstimate(query, connection, context);
  if (bytes !== undefined) return { bytes, basis: "estimate", unknownGroups: [] };
  const parts = query.logGroups.map((group) => ({ group, bytes: storedBytesOf(group, query.range, now) }));
  const unknownGroups = parts.filter((part) => part.bytes === undefined).map(({ group }) => group.identifier);
  return {
    bytes: Math.round(parts.reduce((sum, part) => sum + (part.bytes ?? 0), 0)),
    basis: "stored bytes",
    unknownGroups: query.logGroups.length === 0 ? ["what SOURCE chooses"] : unknownGroups,
  };
}

/** Undefined where the service does not know the command, or answers with something else. */
async function askForEstimate(
  { text, logGroups, range }: ServiceQuery,
  connection: Connection,
  context: QueryContext,
): Promise<number | undefined> {
  try {
    const query = { text: `${text}\n| estimate`, logGroups, range };
    const { status, rows } = await runServiceQuery(query, connection, context);
    return status === "Complete" ? bytesIn(rows) : undefined;
  } catch (error) {
    const isUnknown = error instanceof AwsServiceError && error.code === "InvalidParameterException";
    if (isUnknown || error instanceof AwsQueryError) return undefined;
    throw error;
  }
}

/** The documentation does not name the column: the one that speaks of bytes. */
function bytesIn(rows: readonly ServiceRow[]): number | undefined {
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) return undefined;
  const value = row.find(({ field }) => /byte/i.test(field ?? ""))?.value;
  const bytes = Number(value);
  return value !== undefined && Number.isFinite(bytes) ? bytes : undefined;
}

const DAY = 86_400_000;

/** The share of a group's bytes that lies in a range, as if its events came evenly since its creation or retention. */
function storedBytesOf(
  { storedBytes, creationTime = 0, retentionInDays = Number.POSITIVE_INFINITY }: ServiceLogGroup,
  range: ServiceQuery["range"],
  now: number,
): number | undefined {
  if (storedBytes === undefined) return undefined;
  const first = Math.max(creationTime, now - retentionInDays * DAY);
  const start = Math.max(first, range.start * 1000);
  const end = Math.min(now, (range.end + 1) * 1000);
  if (now <= first) return storedBytes;
  return (storedBytes * Math.max(0, end - start)) / (now - first);
}
