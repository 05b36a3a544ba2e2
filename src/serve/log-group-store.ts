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
import { invalidParameter, notFound, ServiceError } from "./service-error.ts";
import type { LogGroupClass, StoredGroup, StoredGroups } from "./storage/stored-groups.ts";

/** The log groups that are served, by name: those of files that are given, and those that were put. */
export class LogGroupStore {
  readonly workingFolder: string;
  readonly #given: ReadonlyMap<string, LogGroup>;
  readonly #stored: StoredGroups | undefined;

  /** Groups of the same name are one. */
  constructor(groups: readonly LogGroup[], workingFolder: string, stored?: StoredGroups) {
    this.workingFolder = workingFolder;
    this.#given = new Map(uniqueGroups(groups).map((group) => [group.name, group]));
    this.#stored = stored;
  }

  /** All groups, sorted by name. */
  list(): readonly LogGroup[] {
    const stored = (this.#stored?.list() ?? []).map(({ logGroupName }) => this.#storedGroup(logGroupName));
    return uniqueGroups([...this.#given.values(), ...stored]);
  }

  /** The group of a name or an ARN. */
  find(identifier: string): LogGroup {
    const name = groupNameOf(identifier);
    const given = this.#given.get(name);
    const stored = this.details(name) === undefined ? undefined : this.#storedGroup(name);
    const [group] = uniqueGroups([given, stored].filter((each) => each !== undefined));
    if (group === undefined) throw notFound("The specified log group does not exist.");
    return group;
  }

  /** What is known of a group besides its streams, if it was put. */
  details(name: string): StoredGroup | undefined {
    return this.#stored?.find(name);
  }

  /** What the group can be asked: those of files can be asked everything. */
  classOf(name: string): LogGroupClass {
    return this.details(name)?.logGroupClass ?? "STANDARD";
  }

  /** Whether a group stands for files that are given, which are only read. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  /** Where groups are put. */
  get writable(): StoredGroups {
    if (this.#stored !== undefined) return this.#stored;
    throw new ServiceError(
      "AccessDeniedException",
      "logq serve was started without --data FOLDER, so nothing can be put or changed",
    );
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

  #storedGroup(name: string): LogGroup {
    return { name, operands: [], storedIn: this.#stored?.folderOf(name) ?? "" };
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
