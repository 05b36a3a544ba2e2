import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Result } from "../engine/index.ts";
import { mergeReports } from "../scan/index.ts";
import { type Input, inputPath, type ReadProblem } from "./input.ts";
import { inspect } from "./parts/split-inputs.ts";
import type { RunOutcome } from "./plan-run.ts";
import { explainReadError, isReadError } from "./read-error.ts";

/**
 * Answers `estimate` (section 5.25): the bytes of text that a run would read, from the sizes of
 * files and their first bytes, which tell whether they are compressed. What has no size before it
 * is read is left out, and said.
 */
export function estimateRun(inputs: readonly Input[], workingFolder: string): RunOutcome {
  const problems: ReadProblem[] = [];
  let bytes = 0;
  let compressedInputs = 0;
  for (const input of inputs) {
    const message = reasonWithoutSize(input, workingFolder);
    if (message !== undefined) {
      problems.push({ path: inputPath(input), message, isFatalForInput: true });
      continue;
    }
    const { work, isCompressed } = inspect(input, workingFolder);
    bytes += work;
    if (isCompressed) compressedInputs++;
  }
  return { result: resultOf(bytes), report: mergeReports([]), problems, estimate: { compressedInputs } };
}

function reasonWithoutSize(input: Input, workingFolder: string): string | undefined {
  const unknown = "has no size before it is read, and is left out of the estimate";
  if (input.kind !== "file") return unknown;
  try {
    return statSync(resolve(workingFolder, input.path)).isFile() ? undefined : unknown;
  } catch (error) {
    if (!isReadError(error)) throw error;
    return `cannot be read: ${explainReadError(error)}`;
  }
}

function resultOf(bytes: number): Result {
  return {
    columns: [{ name: "estimatedBytes", kind: "number" }],
    rows: [[bytes]],
    approximateColumns: [],
    eventsMatched: 0,
  };
}
