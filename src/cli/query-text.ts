import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Source } from "../diagnostics/index.ts";
import type { Invocation } from "./command.ts";
import { FailureError, UsageError } from "./usage-error.ts";

/**
 * The query text of `query`, `check` and `explain`: the file of `--query-file`, else the first
 * operand. Gives the operands that are left.
 */
export async function takeQueryText({
  host,
  operands,
  options,
}: Invocation): Promise<{ source: Source; rest: readonly string[] }> {
  const file = options.text("query-file");
  if (file !== undefined) {
    const text = await readFile(resolve(host.workingFolder, file), "utf8").catch((cause: NodeJS.ErrnoException) => {
      throw new FailureError(`the query file ${file} cannot be read: ${cause.code ?? cause.message}`);
    });
    return { source: { name: file, text }, rest: operands };
  }
  const [text, ...rest] = operands;
  if (text === undefined) {
    throw new UsageError("no query is given", "write it in quotes, or name a file with --query-file");
  }
  return { source: { name: "query", text }, rest };
}
