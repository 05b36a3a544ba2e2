import { isUtf8 } from "node:buffer";
import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { caughtReadError, isReadError, type ReadError } from "../read-error.ts";
import { type FoundFiles, nothingFound } from "./found-files.ts";

/** What a folder holds under one name. */
export interface FolderEntry {
  /** Of a name that is not UTF-8, with U+FFFD in place of what is none: nothing is found under it. */
  readonly name: string;
  readonly isUtf8: boolean;
  readonly bytes: Buffer;
}

/** What a folder holds; gives the error where it cannot be listed. */
export async function folderEntries(folder: string): Promise<readonly FolderEntry[] | ReadError> {
  const names = await caughtReadError(readdir(folder, { encoding: "buffer" }));
  if (isReadError(names)) return names;
  return names.map((bytes) => ({ name: bytes.toString(), isUtf8: isUtf8(bytes), bytes }));
}

/** Says of a file or folder that it cannot be read because of its name. */
export function nameNotUtf8(path: string): FoundFiles {
  return nothingFound(path, "has a name that is not UTF-8", "rename it, or give it as standard input: logq ... < FILE");
}

/** Whether an absolute path that leads nowhere was meant to lead through a name that is not UTF-8. */
export async function isForNameNotUtf8(path: string): Promise<boolean> {
  if (!path.includes("\ufffd")) return false;
  const siblings = await folderEntries(dirname(path));
  if (isReadError(siblings)) return isForNameNotUtf8(dirname(path));
  return siblings.some((sibling) => !sibling.isUtf8 && sibling.name === basename(path));
}
