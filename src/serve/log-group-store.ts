import { ACCOUNT_ID, type LogGroup, type LogStream, logStreams, type ReadProblem } from "../sources/index.ts";
import { compareCodePoints } from "../values/index.ts";
import { invalidParameter, notFound } from "./service-error.ts";

/** The log groups that are served, by name. */
export class LogGroupStore {
  readonly workingFolder: string;
  readonly #groups = new Map<string, LogGroup>();

  /** Groups of the same name are one. */
  constructor(groups: readonly LogGroup[], workingFolder: string) {
    this.workingFolder = workingFolder;
    for (const { name, operands } of groups) {
      this.#groups.set(name, { name, operands: [...(this.#groups.get(name)?.operands ?? []), ...operands] });
    }
  }

  /** All groups, sorted by name. */
  list(): readonly LogGroup[] {
    return [...this.#groups.values()].sort((left, right) => compareCodePoints(left.name, right.name));
  }

  /** The group of a name or an ARN. */
  find(identifier: string): LogGroup {
    const name = groupNameOf(identifier);
    const group = this.#groups.get(name);
    if (group === undefined) {
      throw notFound(`Log group '${name}' does not exist for account ID '${ACCOUNT_ID}' (Service: AWSLogs)`);
    }
    return group;
  }

  /** The log streams of a group, and what of it cannot be read. */
  streams(
    group: LogGroup,
  ): Promise<{ readonly streams: readonly LogStream[]; readonly problems: readonly ReadProblem[] }> {
    return logStreams(group, this.workingFolder);
  }
}

const ARN = /^arn:[^:]+:logs:[^:]*:(\d{12}):log-group:([^:]+)$/;

/** The name in an identifier: a name, or an ARN, which must not end in `:*`. */
export function groupNameOf(identifier: string): string {
  if (!identifier.startsWith("arn:")) return identifier;
  const match = ARN.exec(identifier);
  if (match?.[2] === undefined) throw invalidParameter(`Invalid log group identifier: ${identifier}`);
  return match[2];
}

/** The ARN of a group, without the `:*` that stands for its streams. */
export function groupArn(name: string, region: string): string {
  return `arn:aws:logs:${region}:${ACCOUNT_ID}:log-group:${name}`;
}
