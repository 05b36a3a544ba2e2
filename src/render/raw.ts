import type { Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { inChunks } from "./chunks.ts";
import { exactText } from "./exact-text.ts";
import type { RenderOptions } from "./render-options.ts";

/** Bare values, parted by tabs, a row a line; nothing is quoted and there is no header. */
export function renderRaw(result: Result, options: RenderOptions): Iterable<string> {
  return inChunks(rawLines(result, options));
}

function* rawLines({ columns, rows }: Result, { isTerminal }: RenderOptions): Iterable<string> {
  const field = isTerminal ? visibleText : (text: string) => text;
  for (const row of rows) yield `${columns.map((_, index) => field(exactText(row[index]))).join("\t")}\n`;
}
