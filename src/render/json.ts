import type { Result } from "../engine/index.ts";
import { inChunks } from "./chunks.ts";
import { jsonRowPrinter } from "./json-row.ts";

/** One JSON array, an object a line. Numbers are exact, timestamps are text as the service prints it. */
export function renderJson(result: Result): Iterable<string> {
  return inChunks(jsonLines(result));
}

function* jsonLines({ columns, rows }: Result): Iterable<string> {
  const printRow = jsonRowPrinter(columns);
  yield rows.length === 0 ? "[]\n" : "[\n";
  const last = rows.length - 1;
  for (const [index, row] of rows.entries()) yield `${printRow(row)}${index < last ? "," : "\n]"}\n`;
}
