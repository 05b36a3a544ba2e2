import { formatQuery, parseQuery } from "../language/index.ts";
import { type QueryHeader, readHeader } from "./header.ts";
import type { NamedQuery } from "./named-query.ts";
import { printParameter, type QueryParameter } from "./parameter.ts";

/** A named query as CloudWatch keeps it: a saved query, with what stands for `{{name}}` in its text. */
export interface SavedForm {
  readonly name: string;
  /** With its comments, in the layout of `logq fmt`, as the service understands it. */
  readonly text: string;
  readonly parameters: readonly SavedFormParameter[];
}

export interface SavedFormParameter {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description?: string;
}

/** The folder of saved queries that are named queries, unless their head says otherwise. */
export const SAVED_FOLDER = "logq/";

/** What a named query is in CloudWatch; undefined where its text is no query. */
export function savedFormOf({
  name,
  header,
  source,
}: Pick<NamedQuery, "name" | "header" | "source">): SavedForm | undefined {
  const text = layout(source.text);
  if (text === undefined) return undefined;
  return { name: header.savedAs ?? SAVED_FOLDER + name, text, parameters: header.parameters.map(savedParameter) };
}

/** The canonical text of a query; undefined where it is none. */
function layout(text: string): string | undefined {
  const source = { name: "query", text };
  const { query } = parseQuery(source);
  return query === undefined ? undefined : formatQuery(source, query);
}

function savedParameter({ name, default: value, description }: QueryParameter): SavedFormParameter {
  return {
    name,
    ...(value === undefined ? {} : { defaultValue: String(value) }),
    ...(description === "" ? {} : { description }),
  };
}

/** The name of the file, without its ending, that a saved query becomes. */
export function localName(savedName: string): string {
  const own = savedName.startsWith(SAVED_FOLDER) ? savedName.slice(SAVED_FOLDER.length) : savedName;
  const name = own
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return /^[a-z]/.test(name) ? name : `query-${name}`.replace(/-$/, "");
}

/** The text of the file for a saved query: its comments say what the service keeps beside the text. */
export function fileTextOf(saved: SavedForm): string {
  const { header } = readHeader({ name: "query", text: saved.text });
  const isOwnName = saved.name === (header.savedAs ?? SAVED_FOLDER + localName(saved.name));
  const added = isOwnName ? [] : [`# saved as: ${saved.name}`];
  let { text } = saved;
  for (const parameter of saved.parameters) {
    const known = header.parameters.find(({ name }) => name === parameter.name);
    if (known !== undefined && isSame(savedParameter(known), parameter)) continue;
    const line = `# parameter ${parameter.name}: ${printParameter(mergedParameter(known, parameter))}`;
    if (known === undefined) added.push(line);
    else text = withParameterLine(text, parameter.name, line);
  }
  const complete = `${added.map((line) => `${line}\n`).join("")}${text.trimEnd()}\n`;
  return layout(complete) ?? complete;
}

function isSame(left: SavedFormParameter, right: SavedFormParameter): boolean {
  return left.defaultValue === right.defaultValue && (left.description ?? "") === (right.description ?? "");
}

/** Type, bounds and unit are what the file knows beyond the service. */
function mergedParameter(
  known: QueryHeader["parameters"][number] | undefined,
  { name, defaultValue, description = "" }: SavedFormParameter,
): QueryParameter {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(defaultValue ?? "");
  const type = known?.type ?? (isNumber ? "number" : "text");
  const { default: _, ...rest } = known ?? {};
  if (defaultValue === undefined) return { ...rest, name, type, description };
  return { ...rest, name, type, description, default: type === "text" ? defaultValue : Number(defaultValue) };
}

function withParameterLine(text: string, name: string, line: string): string {
  return text.replace(new RegExp(`^[ \\t]*#[ \\t]*[Pp]arameter[ \\t]+${name}[ \\t]*:.*$`, "m"), () => line);
}

/** A saved query in one text, for comparison: two that have the same are the same. */
export function comparableText(saved: SavedForm): string {
  const lines = saved.parameters.map(({ name, defaultValue, description }) => {
    const value = defaultValue === undefined ? "" : ` = ${JSON.stringify(defaultValue)}`;
    return `parameter ${name}${value}${description === undefined ? "" : `: ${description}`}\n`;
  });
  // One that was made in the console has no comments yet, which its file has.
  return `${fileTextOf(saved)}${lines.join("")}`;
}
