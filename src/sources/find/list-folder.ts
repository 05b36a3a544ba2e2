import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { ReadProblem } from "../input.ts";
import { caughtReadError, explainReadError, isReadError } from "../read-error.ts";
import { fileStatus } from "./file-status.ts";
import { comparePaths, type FoundFile, type FoundFiles, nothingFound } from "./found-files.ts";

/**
 * All regular files below a folder, sorted by path; what is hidden (a name with a leading dot)
 * is left out. Symbolic links are followed, as log collectors lay them out, but no folder is
 * entered twice, so that links in a circle come to an end.
 */
export async function listFolder(folder: string, workingFolder: string): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const problems: ReadProblem[] = [];
  const entered = new Set<string>();
  await add(folder);
  if (files.length === 0 && problems.length === 0) {
    return nothingFound(folder, "is a folder without files", "hidden files are left out unless they are named");
  }
  return { files: files.sort(comparePaths), problems };

  async function enter(path: string): Promise<void> {
    const prefix = path.replace(/\/+$/, "");
    const names = await caughtReadError(readdir(resolve(workingFolder, path)));
    if (isReadError(names)) {
      problems.push(...nothingFound(path, `cannot be listed: ${explainReadError(names)}`).problems);
      return;
    }
    for (const name of names) if (!name.startsWith(".")) await add(`${prefix}/${name}`);
  }

  async function add(path: string): Promise<void> {
    const status = fileStatus(resolve(workingFolder, path));
    if (isReadError(status)) {
      // A link that leads nowhere is no file, and neither is one that was removed meanwhile.
      if (status.code === "ENOENT" || status.code === "ELOOP") return;
      problems.push(...nothingFound(path, `cannot be read: ${explainReadError(status)}`).problems);
    } else if (status.kind === "file") {
      files.push({ path, size: status.size, identity: status.identity });
    } else if (status.kind === "folder" && !entered.has(status.identity)) {
      entered.add(status.identity);
      await enter(path);
    }
  }
}
