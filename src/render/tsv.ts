import type { Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { inChunks } from "./chunks.ts";
import { exactText } from "./exact-text.ts";
import type { RenderOptions } from "./render-options.ts";

/** Tab-separated values, always with a header: each row is one line, and tabs only part fields. */
export function renderTsv(result: Result, options: RenderOptions): Iterable<string> {
  return inChunks(tsvLines(result, options));
}

function* tsvLines({ columns, rows }: Result, { isTerminal }: RenderOptions): Iterable<string> {
  const field = isTerminal ? (text: string) => visibleText(tsvField(text)) : tsvField;
  if (columns.length > 0) yield `${columns.map(({ name }) => field(name)).join("\t")}\n`;
  for (const row of rows) yield `${columns.map((_, index) => field(exactText(row[index]))).join("\t")}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

function tsvField(text: string): string {
  return text.replace(/[\t\n\r\\]/g, (character) => ESCAPES[character] ?? character);
}
