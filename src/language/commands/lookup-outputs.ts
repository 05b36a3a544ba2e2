import { printAlias } from "../print-name.ts";
import type { TokenStream } from "../token-stream.ts";

/** Whether what is looked up takes the place of a field, or only fills one that is missing. */
export type OutputMode = "OUTPUT" | "OUTPUTNEW";

/** "OUTPUT" | "OUTPUTNEW" */
export function parseOutputMode(stream: TokenStream, expected: string): OutputMode {
  if (stream.takeWord("output")) return "OUTPUT";
  if (stream.takeWord("outputnew")) return "OUTPUTNEW";
  return stream.fail(expected);
}

/** A column of a table, and the name that goes with it where there is one. */
export function printColumn(column: string, name?: string): string {
  return name === undefined ? printAlias(column) : `${printAlias(column)} as ${name}`;
}
