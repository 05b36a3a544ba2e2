import { lstat, readlink } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { editDistance } from "../../support/edit-distance.ts";
import { compareCodePoints } from "../../values/index.ts";
import { caughtReadError, explainReadError, isReadError, type ReadError } from "../read-error.ts";
import { folderEntries, isForNameNotUtf8, nameNotUtf8 } from "./folder-entries.ts";
import { type FoundFiles, nothingFound } from "./found-files.ts";

/** Says why a path that was named cannot be read, and what may have been meant. */
export async function explainMissing(path: string, error: ReadError, workingFolder: string): Promise<FoundFiles> {
  if (error.code !== "ENOENT") return nothingFound(path, `cannot be read: ${explainReadError(error)}`);
  const absolute = resolve(workingFolder, path);
  if (!isReadError(await caughtReadError(lstat(absolute)))) {
    const target = await caughtReadError(readlink(absolute));
    const leadsTo = isReadError(target) ? "something" : `\`${target}\``;
    return nothingFound(path, `is a symbolic link to ${leadsTo}, which does not exist`);
  }
  if (await isForNameNotUtf8(absolute)) return nameNotUtf8(path);
  const siblings = await folderEntries(dirname(absolute));
  if (isReadError(siblings)) {
    const isFolderMissing = siblings.code === "ENOENT";
    return nothingFound(path, isFolderMissing ? `does not exist, nor does \`${dirname(path)}\`` : "does not exist");
  }
  const meant = mostSimilar(
    basename(absolute),
    siblings.filter(({ isUtf8 }) => isUtf8).map(({ name }) => name),
  );
  const folder = path.slice(0, path.replace(/\/+$/, "").lastIndexOf("/") + 1);
  return nothingFound(path, "does not exist", meant === undefined ? undefined : `did you mean \`${folder}${meant}\`?`);
}

/** The name with the fewest edits, if they are so few that it may have been meant. */
function mostSimilar(name: string, candidates: readonly string[]): string | undefined {
  const mostEdits = Math.max(1, Math.floor(name.length / 3));
  const [best] = candidates
    .map((candidate) => ({ candidate, edits: editDistance(name, candidate) }))
    .filter(({ edits }) => edits <= mostEdits)
    .sort((left, right) => left.edits - right.edits || compareCodePoints(left.candidate, right.candidate));
  return best?.candidate;
}
