import type { Result } from "../engine/index.ts";
import { renderCsv } from "./csv.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderNdjson } from "./ndjson.ts";
import { renderRaw } from "./raw.ts";
import type { Renderer, RenderOptions } from "./render-options.ts";
import { renderTable } from "./table.ts";
import { renderTsv } from "./tsv.ts";

/** The text of a result, in chunks: a large result never becomes one string. */
export async function* render(format: OutputFormat, result: Result, options: RenderOptions): AsyncIterable<string> {
  yield* FORMATS[format].renderer(result, options);
}

interface Format {
  readonly description: string;
  readonly renderer: Renderer;
}

const FORMATS = {
  table: { description: "aligned columns, for people", renderer: renderTable },
  json: { description: "one JSON array of objects", renderer: renderJson },
  ndjson: { description: "one JSON object a line", renderer: renderNdjson },
  csv: { description: "comma-separated values, RFC 4180", renderer: renderCsv },
  tsv: { description: "tab-separated values", renderer: renderTsv },
  markdown: { description: "a GitHub table", renderer: renderMarkdown },
  raw: { description: "bare values, without a header", renderer: renderRaw },
} satisfies Record<string, Format>;

export type OutputFormat = keyof typeof FORMATS;

/** The formats in the order in which help lists them. */
export const OUTPUT_FORMATS: readonly { readonly name: OutputFormat; readonly description: string }[] = Object.entries(
  FORMATS,
).map(([name, { description }]) => ({ name: name as OutputFormat, description }));
