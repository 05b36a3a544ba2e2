import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { compareCodePoints } from "../../values/index.ts";
import type { ReadProblem } from "../input.ts";
import { caughtReadError, explainReadError, isReadError } from "../read-error.ts";
import { fileStatus } from "./file-status.ts";
import { comparePaths, type FoundFile, type FoundFiles, nothingFound } from "./found-files.ts";

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
  const matches = await match(pattern.glob, folder, "files");
  if (matches.length === 0) return nothingFound(glob, "matches no file", await explainNoMatch(pattern, folder));
  const files: FoundFile[] = [];
  const problems: ReadProblem[] = [];
  for (const name of matches) {
    const path = pattern.folder + name;
    const status = fileStatus(resolve(workingFolder, path));
    if (isReadError(status)) {
      problems.push(...nothingFound(path, `cannot be read: ${explainReadError(status)}`).problems);
    } else {
      files.push({ path, size: status.size, identity: status.identity });
    }
  }
  return { files: files.sort(comparePaths), problems };
}

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

async function match(glob: string, folder: string, kind: "files" | "folders"): Promise<string[]> {
  // Loaded here, because most runs name their files plainly.
  const tinyglobby = await import("tinyglobby");
  const isFolders = kind === "folders";
  return tinyglobby.glob(glob, {
    cwd: folder,
    expandDirectories: false,
    onlyFiles: !isFolders,
    onlyDirectories: isFolders,
  });
}

const NAMES_SHOWN = 3;

async function explainNoMatch(pattern: SplitGlob, folder: string): Promise<string> {
  const shown = `\`${pattern.folder || "."}\``;
  const entries = await caughtReadError(readdir(folder));
  if (isReadError(entries)) return `the folder ${shown} cannot be listed: ${explainReadError(entries)}`;
  if ((await match(pattern.glob, folder, "folders")).length > 0) {
    return `it matches folders only; \`${pattern.folder}${pattern.glob.replace(/\/*$/, "/**")}\` reads the files in them`;
  }
  const names = entries.filter((name) => !name.startsWith(".")).sort(compareCodePoints);
  if (names.length === 0) return `the folder ${shown} is empty`;
  const rest = names.length - NAMES_SHOWN;
  const list = names.slice(0, NAMES_SHOWN).map((name) => `\`${name}\``);
  return `the folder ${shown} holds ${list.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
