import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Diagnostic, Source } from "../diagnostics/index.ts";
import type { ParameterValues } from "../language/index.ts";
import { readHeader, withoutMark } from "../query-files/index.ts";
import type { Invocation } from "./command.ts";
import { explainSystemError } from "./system-error.ts";
import { FailureError, UsageError } from "./usage-error.ts";

/** A query text and what its own head says of it. */
export interface QueryText {
  readonly source: Source;
  /** The defaults of the parameters that the head declares. */
  readonly defaults: ParameterValues;
  /** What is wrong with the head. */
  readonly diagnostics: readonly Diagnostic[];
  /** The operands that are left. */
  readonly rest: readonly string[];
}

/**
 * The query text of `query`, `check` and `explain`: the file of `--query-file`, else the first
 * operand.
 */
export async function takeQueryText({ host, operands, options }: Invocation): Promise<QueryText> {
  const file = options.text("query-file");
  if (file !== undefined) {
    const text = await readFile(resolve(host.workingFolder, file), "utf8").catch((cause: NodeJS.ErrnoException) => {
      throw new FailureError(`the query file ${file} cannot be read: ${explainSystemError(cause)}`);
    });
    return withHead({ name: file, text: withoutMark(text) }, operands);
  }
  const [text, ...rest] = operands;
  if (text === undefined) {
    throw new UsageError("no query is given", "write it in quotes, or name a file with --query-file");
  }
  return withHead({ name: "query", text }, rest);
}

function withHead(source: Source, rest: readonly string[]): QueryText {
  const { header, diagnostics } = readHeader(source);
  const defaults = new Map<string, string | number>();
  for (const { name, default: value } of header.parameters) if (value !== undefined) defaults.set(name, value);
  return { source, defaults, diagnostics, rest };
}
