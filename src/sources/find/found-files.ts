import { compareCodePoints } from "../../values/index.ts";
import type { ReadProblem } from "../input.ts";

/** A file that an operand stands for. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** The same for two paths that lead to the same file. */
  readonly identity: string;
}

/** What an operand stands for. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly problems: readonly ReadProblem[];
}

/** An operand of which nothing can be read. */
export function nothingFound(path: string, message: string, help?: string): FoundFiles {
  const problem = { path, message, isFatalForInput: true };
  return { files: [], problems: [help === undefined ? problem : { ...problem, help }] };
}

export function comparePaths(left: { readonly path: string }, right: { readonly path: string }): number {
  return compareCodePoints(left.path, right.path);
}
