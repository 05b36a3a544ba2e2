import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CONVERSION_TO_UTF8, type Diagnostic, type Source } from "../diagnostics/index.ts";
import type { ParameterValues } from "../language/index.ts";
import { readHeader, withoutMark } from "../query-files/index.ts";
import type { Invocation } from "./command.ts";
import type { Host } from "./host.ts";
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
 * The query text of `query`, `check`, `explain` and `fmt`: the file of `--query-file`, else the first
 * operand. Where standard input holds no logs, it may hold the query.
 */
export async function takeQueryText(
  { host, operands, options }: Invocation,
  { mayBePiped = false } = {},
): Promise<QueryText> {
  const file = options.text("query-file");
  if (file !== undefined) return withHead(await readQueryFile(file, host), operands);
  const [text, ...rest] = operands;
  if (mayBePiped && (text === "-" || (text === undefined && !host.standardInput.isTerminal))) {
    const piped = await readPiped(host);
    if (piped.trim() !== "") return withHead({ name: "-", text: piped }, rest);
  } else if (text !== undefined) return withHead({ name: "query", text }, rest);
  const ways = mayBePiped ? "write it in quotes, pipe it in, or" : "write it in quotes, or";
  throw new UsageError("no query is given", `${ways} name a file with --query-file`);
}

/** The text of a query file; throws a `FailureError` where it cannot be read. */
export async function readQueryFile(file: string, host: Host): Promise<Source> {
  const bytes = await readFile(resolve(host.workingFolder, file)).catch((cause: NodeJS.ErrnoException) => {
    throw new FailureError(`the query file ${file} cannot be read: ${explainSystemError(cause)}`);
  });
  // Written again, as by `fmt`, it would lose what could not be read.
  if (!isUtf8(bytes)) {
    throw new FailureError(`the query file ${file} is not UTF-8 text`, CONVERSION_TO_UTF8);
  }
  return { name: file, text: withoutMark(bytes.toString()) };
}

async function readPiped({ standardInput }: Host): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of standardInput) blocks.push(block);
  return withoutMark(Buffer.concat(blocks).toString("utf8"));
}

function withHead(source: Source, rest: readonly string[]): QueryText {
  const { header, diagnostics } = readHeader(source);
  const defaults = new Map<string, string | number>();
  for (const { name, default: value } of header.parameters) if (value !== undefined) defaults.set(name, value);
  return { source, defaults, diagnostics, rest };
}
