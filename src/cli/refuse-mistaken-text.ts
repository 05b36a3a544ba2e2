import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseQuery } from "../language/index.ts";
import { findNamedQuery } from "../query-files/index.ts";
import type { Host } from "./host.ts";
import { queryFolders } from "./query-folders.ts";
import type { QueryText } from "./query-text.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Throws where the operand that should be a query text is none, but the name of a file or of a named
 * query: no error of the grammar would say that another order of the words is meant.
 */
export async function refuseMistakenText({ source, rest }: QueryText, host: Host): Promise<void> {
  const text = source.text.trim();
  // Nearly every query has a blank and need not be parsed twice, and few names have one.
  if (text === "" || /\s/.test(text) || parseQuery(source).query !== undefined) return;
  const found = await stat(resolve(host.workingFolder, text)).catch(() => undefined);
  if (found !== undefined) {
    const place = found.isDirectory() ? "folder" : "file";
    throw new UsageError(`\`${text}\` is a ${place}, and the query comes first`, `logq query 'QUERY' ${text}`);
  }
  if (findNamedQuery(text, queryFolders(host)) === undefined) return;
  throw new UsageError(`\`${text}\` is a named query, and a command of its own`, `logq ${[text, ...rest].join(" ")}`);
}
