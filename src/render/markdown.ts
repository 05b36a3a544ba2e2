import type { Result } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { toText } from "../values/index.ts";
import { inChunks } from "./chunks.ts";
import { viewColumns } from "./column-view.ts";
import type { RenderOptions } from "./render-options.ts";

/** A table in GitHub's Markdown, which shows each text as it is: markup in it is escaped. */
export function renderMarkdown(result: Result, options: RenderOptions): Iterable<string> {
  return inChunks(markdownLines(result, options));
}

function* markdownLines(result: Result, { presentation }: RenderOptions): Iterable<string> {
  const { title } = presentation;
  if (title !== undefined) yield `**${markdownText(title)}**\n\n`;
  if (result.columns.length === 0) return;
  const views = viewColumns(result, presentation);
  yield tableRow(views.map(({ heading }) => markdownText(heading)));
  yield tableRow(views.map(({ isNumeric }) => (isNumeric ? "---:" : "---")));
  for (const row of result.rows) yield tableRow(views.map((_, index) => markdownText(toText(row[index]) ?? "")));
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

// Characters with a meaning, each only where it has one, so that the text also reads well unrendered:
// `C:\logs` and `duration_ms` stay as they are. Classes of Unicode take time to read: most runs do without.
function markdownText(text: string): string {
  return visibleText(text).replace(
    /\\(?=[!-/:-@[-`{-~])|[|`*<[~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu,
    "\\$&",
  );
}
