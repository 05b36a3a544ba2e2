import { type Diagnostic, didYouMean, problems, type Source, type Span, span } from "../diagnostics/index.ts";
import { parseParameter, type QueryParameter } from "./parameter.ts";

/** The log categories of the logging architecture, in its order. */
export const CATEGORIES = ["request", "application", "database", "integration", "background job", "security"] as const;
export type Category = (typeof CATEGORIES)[number];

/** How a column is shown to people. */
export interface ColumnHeading {
  readonly heading: string;
  readonly unit?: string;
}

/** What the leading comment block of a query file says about the query. */
export interface QueryHeader {
  readonly title?: string;
  readonly description?: string;
  readonly category?: Category;
  /** The name of the saved query in CloudWatch that this is, where it is not `logq/` and its own. */
  readonly savedAs?: string;
  readonly parameters: readonly QueryParameter[];
  readonly columns: ReadonlyMap<string, ColumnHeading>;
}

const KEYS = ["title", "description", "category", "parameter", "column", "saved"];

/**
 * Reads `# key: value` lines before the first line of query text. Other comments are free; a
 * misspelled key is pointed out.
 */
export function readHeader(source: Source): { header: QueryHeader; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const header: MutableHeader = { parameters: [], columns: new Map() };
  for (const { text, start } of leadingComments(source.text)) {
    const match = /^#[ \t]*([A-Za-z]+)((?:[ \t][^:]*)?):([^\n]*)$/.exec(text);
    if (match === null) continue;
    const [, key = "", subject = "", value = ""] = match;
    const at = span(start, start + text.length);
    const problem = readLine(header, key.toLowerCase(), subject.trim(), value.trim(), at);
    if (problem !== undefined) diagnostics.push(problem);
  }
  return { header, diagnostics };
}

interface MutableHeader {
  title?: string;
  description?: string;
  category?: Category;
  savedAs?: string;
  readonly parameters: QueryParameter[];
  readonly columns: Map<string, ColumnHeading>;
}

function leadingComments(text: string): { text: string; start: number }[] {
  const comments: { text: string; start: number }[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const trimmed = line.trimStart();
    if (trimmed !== "" && !trimmed.startsWith("#")) break;
    if (trimmed !== "") comments.push({ text: trimmed.trimEnd(), start: start + line.length - trimmed.length });
    start += line.length + 1;
  }
  return comments;
}

function readLine(
  header: MutableHeader,
  key: string,
  subject: string,
  value: string,
  at: Span,
): Diagnostic | undefined {
  switch (key) {
    case "title":
      header.title = value;
      return undefined;
    case "description":
      header.description = header.description === undefined ? value : `${header.description} ${value}`;
      return undefined;
    case "category":
      if (!isCategory(value))
        return problems.badHeader(at, `\`${value}\` is not a category`, `one of ${CATEGORIES.join(", ")}`);
      header.category = value;
      return undefined;
    case "saved":
      if (subject !== "as" || value === "" || value.length > 255) {
        return problems.badHeader(
          at,
          `\`saved ${subject}\` is not understood`,
          "for example: # saved as: team/Slow requests",
        );
      }
      header.savedAs = value;
      return undefined;
    case "parameter": {
      const parameter = parseParameter(subject, value);
      if (typeof parameter === "string") return problems.badHeader(at, parameter, PARAMETER_HELP);
      header.parameters.push(parameter);
      return undefined;
    }
    case "column": {
      const [heading = "", unit] = value.split(/,[ \t]*unit[ \t]+/);
      header.columns.set(subject, unit === undefined ? { heading } : { heading, unit });
      return undefined;
    }
    default: {
      const help = didYouMean(key, KEYS);
      return help === undefined ? undefined : problems.badHeader(at, `\`${key}\` is not a known key`, help);
    }
  }
}

const PARAMETER_HELP = "for example: # parameter threshold: number, default 1000, at least 0. What it means.";

function isCategory(text: string): text is Category {
  return (CATEGORIES as readonly string[]).includes(text);
}
