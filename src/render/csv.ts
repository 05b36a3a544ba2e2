import type { Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { inChunks } from "./chunks.ts";
import { exactText } from "./exact-text.ts";
import type { RenderOptions } from "./render-options.ts";

/** Comma-separated values as in RFC 4180, always with a header. */
export function renderCsv(result: Result, options: RenderOptions): Iterable<string> {
  return inChunks(csvRecords(result, options));
}

function* csvRecords({ columns, rows }: Result, { isTerminal }: RenderOptions): Iterable<string> {
  const shown = isTerminal ? visibleText : (text: string) => text;
  if (columns.length > 0) yield csvRecord(columns.map(({ name }) => shown(name)));
  for (const row of rows) yield csvRecord(columns.map((_, index) => shown(exactText(row[index]))));
}

function csvRecord(fields: readonly string[]): string {
  // A lone empty field would be an empty line, which many readers skip.
  const record = fields.length === 1 && fields[0] === "" ? '""' : fields.map(csvField).join(",");
  return `${record}\r\n`;
}

/** Some readers trim fields: blanks at the ends are quoted too. */
function csvField(text: string): string {
  return /[",\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
