import { resolve } from "node:path";
import { type Input, type InputFile, type ReadProblem, STANDARD_INPUT_PATH } from "../input.ts";
import { isReadError } from "../read-error.ts";
import { expandGlob, isGlob } from "./expand-glob.ts";
import { explainMissing } from "./explain-missing.ts";
import { fileStatus } from "./file-status.ts";
import { comparePaths, type FoundFiles, nothingFound } from "./found-files.ts";
import { listFolder } from "./list-folder.ts";

/** What the operands of a command stand for, and those that stand for nothing. */
export interface ResolvedInputs {
  readonly inputs: readonly Input[];
  readonly problems: readonly ReadProblem[];
}

/**
 * Turns operands (paths, globs, folders, `-`) into what is to be read: standard input first,
 * then files sorted by path, so that the order of operands never changes a result. A file is
 * read once, under the first name it was given, however many operands or links lead to it.
 */
export async function resolveInputs(
  operands: readonly string[],
  options: { readonly workingFolder: string },
): Promise<ResolvedInputs> {
  const files: InputFile[] = [];
  const problems: ReadProblem[] = [];
  const identities = new Set<string>();
  for (const operand of operands) {
    if (operand === STANDARD_INPUT_PATH) continue;
    const found = await resolveOperand(operand, options.workingFolder);
    problems.push(...found.problems);
    for (const { path, size, identity } of found.files) {
      if (!identities.has(identity)) files.push({ kind: "file", path, size });
      identities.add(identity);
    }
  }
  const mentions = operands.filter((operand) => operand === STANDARD_INPUT_PATH).length;
  if (mentions > 1) problems.push(STANDARD_INPUT_TWICE);
  const standardInput: readonly Input[] = mentions > 0 ? [{ kind: "standard-input" }] : [];
  return { inputs: [...standardInput, ...files.sort(comparePaths)], problems };
}

const STANDARD_INPUT_TWICE: ReadProblem = {
  path: STANDARD_INPUT_PATH,
  message: "is named more than once; standard input can be read only once",
  isFatalForInput: false,
};

async function resolveOperand(operand: string, workingFolder: string): Promise<FoundFiles> {
  if (operand === "") return nothingFound(operand, "an empty text names no file");
  // Taken literally first: file names may hold glob characters.
  const status = fileStatus(resolve(workingFolder, operand));
  if (isReadError(status)) {
    return isGlob(operand) ? expandGlob(operand, workingFolder) : explainMissing(operand, status, workingFolder);
  }
  if (status.kind === "folder") return listFolder(operand, workingFolder);
  return { files: [{ path: operand, size: status.size, identity: status.identity }], problems: [] };
}
