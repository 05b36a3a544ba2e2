import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { printStoredEvent, type StoredEvent } from "../../scan/index.ts";
import { storedPath, storedStreamPath } from "../../sources/index.ts";
import { appendLines } from "./append-lines.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { replaceFile } from "./replace-file.ts";

/** What is kept of a log group besides its streams: plain data. */
export interface StoredGroup {
  readonly logGroupName: string;
  /** In epoch milliseconds. */
  readonly creationTime: number;
  readonly logGroupClass: LogGroupClass;
  readonly retentionInDays?: number;
}

export type LogGroupClass = "STANDARD" | "INFREQUENT_ACCESS";

/** Hidden, so that the folder can be read as the logs that it holds. */
const GROUP_FILE = ".group.json";

/**
 * Log groups that were put, in a folder: one folder each, with a file that describes the group and a
 * file for each log stream. What is told to be done is in the files.
 */
export class StoredGroups {
  readonly #folder: string;
  readonly #groups: Map<string, StoredGroup>;
  readonly #work = new OneAtATime();

  private constructor(folder: string, groups: readonly StoredGroup[]) {
    this.#folder = folder;
    this.#groups = new Map(groups.map((group) => [group.logGroupName, group]));
  }

  /** Reads what was put into a folder before; it is made if it does not exist. */
  static async open(folder: string): Promise<StoredGroups> {
    await mkdir(folder, { recursive: true });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name === GROUP_FILE);
    const groups = await Promise.all(
      files.map(async ({ parentPath }) => JSON.parse(await readFile(join(parentPath, GROUP_FILE), "utf8"))),
    );
    return new StoredGroups(folder, groups as StoredGroup[]);
  }

  list(): readonly StoredGroup[] {
    return [...this.#groups.values()];
  }

  find(name: string): StoredGroup | undefined {
    return this.#groups.get(name);
  }

  /** Where the streams of a group are. */
  folderOf(name: string): string {
    return join(this.#folder, storedPath(name));
  }

  /** Adds a group, or replaces what is known of it. */
  async put(group: StoredGroup): Promise<void> {
    this.#groups.set(group.logGroupName, group);
    const path = join(this.folderOf(group.logGroupName), GROUP_FILE);
    await this.#work.run(group.logGroupName, () => replaceFile(path, `${JSON.stringify(group)}\n`));
  }

  async delete(name: string): Promise<void> {
    this.#groups.delete(name);
    await this.#work.run(name, () => rm(this.folderOf(name), { recursive: true, force: true }));
  }

  /** Adds a log stream; false if it exists. */
  createStream(groupName: string, streamName: string): Promise<boolean> {
    const path = this.#streamFile(groupName, streamName);
    return this.#work.run(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      return writeFile(path, "", { flag: "wx" }).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === "EEXIST") return false;
          throw error;
        },
      );
    });
  }

  /** False if there is no such log stream. */
  deleteStream(groupName: string, streamName: string): Promise<boolean> {
    const path = this.#streamFile(groupName, streamName);
    return this.#work.run(path, async () => {
      const isThere = await isFile(path);
      await rm(path, { force: true });
      return isThere;
    });
  }

  /** Adds events to a log stream; false if there is no such one. Resolves once they are on disk. */
  append(groupName: string, streamName: string, events: readonly StoredEvent[]): Promise<boolean> {
    const path = this.#streamFile(groupName, streamName);
    return this.#work.run(path, async () => {
      if (!(await isFile(path))) return false;
      await appendLines(path, events.map(printStoredEvent).join(""));
      return true;
    });
  }

  /** Waits until all is done that was begun. */
  close(): Promise<void> {
    return this.#work.finish();
  }

  #streamFile(groupName: string, streamName: string): string {
    return join(this.folderOf(groupName), storedStreamPath(streamName));
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
}
