/** A log group of CloudWatch that a run asks: what is known of it. */
export interface ServiceLogGroup {
  readonly name: string;
  /** What requests name it by: the name, or the ARN of a group of a linked account. */
  readonly identifier: string;
  /** Its ARN, without `:*`; absent where only the name is known. */
  readonly arn?: string;
  /** Such as `STANDARD`; absent where only the identifier is known. */
  readonly logClass?: string;
  readonly storedBytes?: number;
  /** In epoch milliseconds. */
  readonly creationTime?: number;
  readonly retentionInDays?: number;
}

/** The parts of the ARN of a log group. */
export interface LogGroupArn {
  readonly region: string;
  readonly account: string;
  readonly name: string;
  /** Without the `:*` that stands for the streams: requests do not take it. */
  readonly arn: string;
}

/** Reads the ARN of a log group, with or without `:*` at its end; undefined for anything else. */
export function parseLogGroupArn(text: string): LogGroupArn | undefined {
  const match = /^(arn:[^:]+:logs:([^:]+):(\d{12}):log-group:([^:*?]+))(?::\*)?$/.exec(text);
  if (match === null) return undefined;
  const [, arn = "", region = "", account = "", name = ""] = match;
  return { arn, region, account, name };
}

/** The members of a request that name log groups: by ARN only where one of them needs it. */
export function logGroupMembers(groups: readonly ServiceLogGroup[]): {
  readonly logGroupNames?: string[];
  readonly logGroupIdentifiers?: string[];
} {
  if (groups.length === 0) return {}; // the query chooses them itself
  const identifiers = groups.map(({ identifier }) => identifier);
  return identifiers.some((each) => each.startsWith("arn:"))
    ? { logGroupIdentifiers: identifiers }
    : { logGroupNames: identifiers };
}
