import { resolve } from "node:path";
import { compareCodePoints } from "../../values/index.ts";
import { explainReadError, isReadError } from "../read-error.ts";
import { type FolderEntry, folderEntries, isForNameNotUtf8, nameNotUtf8 } from "./folder-entries.ts";
import { type FoundFiles, nothingFound } from "./found-files.ts";
import { matchGlob } from "./match-glob.ts";
import { walkFolder } from "./walk-folder.ts";

const GLOB_CHARACTERS = /[*?[{]|[!@+]\(/;

/** Whether a text may be meant as a glob. */
export function isGlob(operand: string): boolean {
  return GLOB_CHARACTERS.test(operand);
}

/**
 * The files that a glob matches, sorted by path. Folders that match are left out, and so are
 * hidden files and folders, unless the pattern spells their leading dot.
 */
export async function expandGlob(glob: string, workingFolder: string): Promise<FoundFiles> {
  const pattern = splitGlob(glob);
  const folder = resolve(workingFolder, pattern.folder);
  const shown = `\`${pattern.folder || "."}\``;
  const entries = await folderEntries(folder);
  if (isReadError(entries)) {
    if (await isForNameNotUtf8(folder)) return nameNotUtf8(pattern.folder);
    return nothingFound(glob, NO_MATCH, `the folder ${shown} cannot be listed: ${explainReadError(entries)}`);
  }
  const found = await walkFolder(pattern.folder, entries, workingFolder, await matchGlob(pattern.glob));
  if (found.files.length > 0 || found.problems.length > 0) return found;
  const inFolders = `${pattern.folder}${pattern.glob.replace(/\/*$/, "/**")}`;
  return nothingFound(
    glob,
    NO_MATCH,
    found.hasFolder ? `it matches folders only; \`${inFolders}\` reads the files in them` : describe(shown, entries),
  );
}

const NO_MATCH = "matches no file";

interface SplitGlob {
  /** The leading folders without glob characters, with their last slash: kept as they were written. */
  readonly folder: string;
  readonly glob: string;
}

function splitGlob(glob: string): SplitGlob {
  const parts = glob.split("/");
  const firstGlob = parts.findIndex((part) => isGlob(part) || part.includes("\\"));
  const folder = parts
    .slice(0, firstGlob)
    .map((part) => `${part}/`)
    .join("");
  return { folder, glob: parts.slice(firstGlob).join("/") };
}

const NAMES_SHOWN = 3;

function describe(folder: string, entries: readonly FolderEntry[]): string {
  const names = entries.map(({ name }) => name).filter((name) => !name.startsWith("."));
  if (names.length === 0) return `the folder ${folder} is empty`;
  const rest = names.length - NAMES_SHOWN;
  const list = names
    .sort(compareCodePoints)
    .slice(0, NAMES_SHOWN)
    .map((name) => `\`${name}\``);
  return `the folder ${folder} holds ${list.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
