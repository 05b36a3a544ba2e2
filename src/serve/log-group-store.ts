import type { Plan } from "../plan/index.ts";
import {
  ACCOUNT_ID,
  type Input,
  type LogGroup,
  type LogStream,
  logStreams,
  nameInIdentifier,
  type ReadProblem,
  type ResolvedSources,
  resolveSources,
  uniqueGroups,
} from "../sources/index.ts";
import { invalidParameter, notFound } from "./service-error.ts";

/** The log groups that are served, by name. */
export class LogGroupStore {
  readonly workingFolder: string;
  readonly #groups: ReadonlyMap<string, LogGroup>;

  /** Groups of the same name are one. */
  constructor(groups: readonly LogGroup[], workingFolder: string) {
    this.workingFolder = workingFolder;
    this.#groups = new Map(uniqueGroups(groups).map((group) => [group.name, group]));
  }

  /** All groups, sorted by name. */
  list(): readonly LogGroup[] {
    return [...this.#groups.values()];
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

  /** What a plan reads: the inputs given, unless its query chooses among these log groups with `SOURCE`. */
  async choose(plan: Plan, inputs: readonly Input[], startTime: number): Promise<ResolvedSources> {
    const { workingFolder } = this;
    const sources = await resolveSources(plan, {
      inputs,
      groups: this.list(),
      mayNameFiles: false,
      workingFolder,
      startTime,
    });
    const [refused] = sources.diagnostics;
    if (refused !== undefined) throw notFound(refused.message);
    return sources;
  }

  /** The log streams of a group, and what of it cannot be read. */
  streams(
    group: LogGroup,
  ): Promise<{ readonly streams: readonly LogStream[]; readonly problems: readonly ReadProblem[] }> {
    return logStreams(group, this.workingFolder);
  }
}

/** The name in an identifier: a name, or an ARN, which must not end in `:*`. */
export function groupNameOf(identifier: string): string {
  const name = nameInIdentifier(identifier);
  if (name === undefined) throw invalidParameter(`Invalid log group identifier: ${identifier}`);
  return name;
}

/** The ARN of a group, without the `:*` that stands for its streams. */
export function groupArn(name: string, region: string): string {
  return `arn:aws:logs:${region}:${ACCOUNT_ID}:log-group:${name}`;
}
