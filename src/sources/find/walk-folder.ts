import { resolve } from "node:path";
import type { ReadProblem } from "../input.ts";
import { explainReadError, isReadError } from "../read-error.ts";
import { type FileStatus, fileStatus } from "./file-status.ts";
import { type FolderEntry, folderEntries, nameNotUtf8 } from "./folder-entries.ts";
import { comparePaths, type FoundFile, type FoundFiles, nothingFound } from "./found-files.ts";

/** What a walk looks for. The paths that it is asked about start at the folder of the walk, without a slash. */
export interface Selection {
  readonly takes: (path: string) => boolean;
  readonly enters: (path: string) => boolean;
  readonly kinds: readonly FileStatus["kind"][];
  /** Whether a folder is entered anew by each link that leads to it; never inside of itself. */
  readonly followsAllLinks: boolean;
}

export interface WalkedFolder extends FoundFiles {
  /** Whether a folder was met that would have been taken, were it a file. */
  readonly hasFolder: boolean;
}

/**
 * The files below a folder that are selected, sorted by path, and what could not be looked at.
 * Symbolic links are followed.
 *
 * @param prefix what the paths of its files begin with
 * @param entries what the folder holds
 */
export async function walkFolder(
  prefix: string,
  entries: readonly FolderEntry[],
  workingFolder: string,
  selection: Selection,
): Promise<WalkedFolder> {
  const files: FoundFile[] = [];
  const problems: ReadProblem[] = [];
  let hasFolder = false;
  const start = fileStatus(resolve(workingFolder, prefix));
  await addAll("", entries, new Set(isReadError(start) ? [] : [start.identity]));
  return { files: files.sort(comparePaths), problems, hasFolder };

  async function addAll(folder: string, held: readonly FolderEntry[], entered: Set<string>): Promise<void> {
    for (const entry of held) await add(folder, entry, entered);
  }

  async function add(folder: string, entry: FolderEntry, entered: Set<string>): Promise<void> {
    const inner = folder + entry.name;
    const isTaken = selection.takes(inner);
    const isEntered = selection.enters(inner);
    if (!isTaken && !isEntered) return;
    const path = prefix + inner;
    const status = statusOf(folder, entry);
    if (isReadError(status)) {
      // A link that leads nowhere is no file, and neither is one that was removed meanwhile.
      if (status.code === "ENOENT" || status.code === "ELOOP") return;
      problems.push(...nothingFound(path, `cannot be read: ${explainReadError(status)}`).problems);
      return;
    }
    const { kind, size, identity } = status;
    if (kind === "folder") hasFolder ||= isTaken;
    const isWanted =
      kind === "folder" ? isEntered && !entered.has(identity) : isTaken && selection.kinds.includes(kind);
    if (!isWanted) return;
    if (!entry.isUtf8) problems.push(...nameNotUtf8(path).problems);
    else if (kind === "folder") await enter(inner, selection.followsAllLinks ? new Set(entered) : entered, identity);
    else files.push({ path, size, identity });
  }

  async function enter(folder: string, entered: Set<string>, identity: string): Promise<void> {
    entered.add(identity);
    const path = prefix + folder;
    const held = await folderEntries(resolve(workingFolder, path));
    if (isReadError(held)) {
      problems.push(...nothingFound(path, `cannot be listed: ${explainReadError(held)}`).problems);
    } else {
      await addAll(`${folder}/`, held, entered);
    }
  }

  function statusOf(folder: string, { name, isUtf8, bytes }: FolderEntry) {
    const absolute = resolve(workingFolder, prefix + folder);
    // Only its bytes lead to what has no name in UTF-8.
    return fileStatus(isUtf8 ? resolve(absolute, name) : Buffer.concat([Buffer.from(`${absolute}/`), bytes]));
  }
}
