import type { Result } from "../engine/index.ts";
import { inChunks } from "./chunks.ts";
import { jsonRowPrinter } from "./json-row.ts";

/** One JSON object a line, as in `-o json`. */
export function renderNdjson(result: Result): Iterable<string> {
  return inChunks(ndjsonLines(result));
}

function* ndjsonLines({ columns, rows }: Result): Iterable<string> {
  const printRow = jsonRowPrinter(columns);
  for (const row of rows) yield `${printRow(row)}\n`;
}
