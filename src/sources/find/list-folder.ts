import { resolve } from "node:path";
import { explainReadError, isReadError } from "../read-error.ts";
import { folderEntries } from "./folder-entries.ts";
import { type FoundFiles, nothingFound } from "./found-files.ts";
import { walkFolder } from "./walk-folder.ts";

/**
 * All regular files below a folder, sorted by path; what is hidden (a name with a leading dot)
 * is left out. Symbolic links are followed, as log collectors lay them out, but no folder is
 * entered twice, so that links in a circle come to an end.
 */
export async function listFolder(folder: string, workingFolder: string): Promise<FoundFiles> {
  const entries = await folderEntries(resolve(workingFolder, folder));
  if (isReadError(entries)) return nothingFound(folder, `cannot be listed: ${explainReadError(entries)}`);
  const found = await walkFolder(`${folder.replace(/\/+$/, "")}/`, entries, workingFolder, {
    takes: isShown,
    enters: isShown,
    kinds: ["file"],
    followsAllLinks: false,
  });
  if (found.files.length > 0 || found.problems.length > 0) return found;
  return nothingFound(folder, "is a folder without files", "hidden files are left out unless they are named");
}

function isShown(path: string): boolean {
  return path[path.lastIndexOf("/") + 1] !== ".";
}
