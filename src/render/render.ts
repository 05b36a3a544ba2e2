import type { Result } from "../engine/index.ts";
import type { Renderer, RenderOptions } from "./render-options.ts";

/** The text of a result, in chunks: a large result never becomes one string. */
export async function* render(format: OutputFormat, result: Result, options: RenderOptions): AsyncIterable<string> {
  const renderer = await FORMATS[format].load();
  yield* renderer(result, options);
}

interface Format {
  readonly description: string;
  readonly load: () => Promise<Renderer>;
}

// A format's module is loaded when it is asked for: only tables need the libraries for colour and layout.
const FORMATS = {
  table: { description: "aligned columns, for people", load: async () => (await import("./table.ts")).renderTable },
  json: { description: "one JSON array of objects", load: async () => (await import("./json.ts")).renderJson },
  ndjson: { description: "one JSON object a line", load: async () => (await import("./ndjson.ts")).renderNdjson },
  csv: { description: "comma-separated values, RFC 4180", load: async () => (await import("./csv.ts")).renderCsv },
  tsv: { description: "tab-separated values", load: async () => (await import("./tsv.ts")).renderTsv },
  markdown: { description: "a GitHub table", load: async () => (await import("./markdown.ts")).renderMarkdown },
  raw: { description: "bare values, without a header", load: async () => (await import("./raw.ts")).renderRaw },
} satisfies Record<string, Format>;

export type OutputFormat = keyof typeof FORMATS;

/** The formats in the order in which help lists them. */
export const OUTPUT_FORMATS: readonly { readonly name: OutputFormat; readonly description: string }[] = Object.entries(
  FORMATS,
).map(([name, { description }]) => ({ name: name as OutputFormat, description }));
