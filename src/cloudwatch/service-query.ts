import type { ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { ServiceLogGroup } from "./log-group.ts";

/** A query as it is sent. */
export interface ServiceQuery {
  readonly text: string;
  /** The most rows to come; the service's 10,000 without it. Only where the text has no limit. */
  readonly limit?: number;
  readonly logGroups: readonly ServiceLogGroup[];
  /** In epoch seconds, both inclusive. */
  readonly range: { readonly start: number; readonly end: number };
}

/** What CloudWatch says of the work of a query. */
export interface ScanFigures {
  readonly recordsScanned: number;
  readonly recordsMatched: number;
  readonly bytesScanned: number;
}

/** A row as it comes: text by field; missing values are absent. */
export type ServiceRow = readonly ResultField[];

export interface QueryAnswer {
  readonly queryId: string;
  /** `Timeout` and `Cancelled` leave rows incomplete. */
  readonly status: "Complete" | "Timeout" | "Cancelled";
  readonly rows: readonly ServiceRow[];
  readonly figures: ScanFigures;
  /** Not asked for now: it was kept on this machine. */
  readonly isKept?: true;
}
