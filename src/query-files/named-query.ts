import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, problems, type Source, span } from "../diagnostics/index.ts";
import { type QueryHeader, readHeader } from "./header.ts";

/** A query with a name: a file `<name>.logq`, whose name becomes a command. */
export interface NamedQuery {
  readonly name: string;
  readonly header: QueryHeader;
  readonly source: Source;
  readonly origin: QueryOrigin;
  /** What is wrong with the header; the text is checked when it is planned. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a query file was found: later ones override earlier ones. */
export type QueryOrigin = "shipped" | "user" | "project";

/** A folder of query files; `display` is how its path is shown. */
export interface QueryFolder {
  readonly path: string;
  readonly display: string;
  readonly origin: QueryOrigin;
}

const EXTENSION = ".logq";
const NAME = /^[a-z][a-z0-9-]*$/;

/** Reads one named query from the last folder that has it. */
export function findNamedQuery(name: string, folders: readonly QueryFolder[]): NamedQuery | undefined {
  if (!NAME.test(name)) return undefined;
  for (const folder of [...folders].reverse()) {
    const query = readNamedQuery(name, folder);
    if (query !== undefined) return query;
  }
  return undefined;
}

/** Reads all named queries, sorted by name; of equal names the last folder's. */
export async function listNamedQueries(folders: readonly QueryFolder[]): Promise<readonly NamedQuery[]> {
  const byName = new Map<string, NamedQuery>();
  for (const folder of folders) {
    for (const name of await queryNames(folder)) {
      const query = readNamedQuery(name, folder);
      if (query !== undefined) byName.set(name, query);
    }
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The query files that are no named queries, as nobody could write their names as a command; as shown to people. */
export async function listUnnamedFiles(folders: readonly QueryFolder[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const folder of folders) {
    const names = (await fileNames(folder)).filter((name) => !NAME.test(name));
    files.push(...names.map((name) => join(folder.display, name + EXTENSION)));
  }
  return files.sort();
}

async function queryNames(folder: QueryFolder): Promise<string[]> {
  return (await fileNames(folder)).filter((name) => NAME.test(name));
}

/** Names of query files without their extension; files that are hidden are not looked at. */
async function fileNames({ path }: QueryFolder): Promise<string[]> {
  const files = await readdir(path).catch(() => []);
  return files
    .filter((file) => file.endsWith(EXTENSION) && !file.startsWith("."))
    .map((file) => file.slice(0, -EXTENSION.length));
}

/** Editors may put a byte-order mark before the text. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}

function readNamedQuery(name: string, folder: QueryFolder): NamedQuery | undefined {
  const file = name + EXTENSION;
  const bytes = readBytes(join(folder.path, file));
  if (bytes === undefined) return undefined;
  const source = { name: join(folder.display, file), text: withoutMark(bytes.toString()) };
  const { header, diagnostics } = readHeader(source);
  return { name, header, source, origin: folder.origin, diagnostics: [...diagnostics, ...notUtf8(bytes, source)] };
}

/** What could not be read as UTF-8 has become U+FFFD, and the query would look for that. */
function notUtf8(bytes: Buffer, { text }: Source): readonly Diagnostic[] {
  if (isUtf8(bytes)) return [];
  const at = text.indexOf("\ufffd");
  return [problems.notUtf8(span(at, at + 1))];
}

/** A file that cannot be read is no query: the command is then unknown, and `queries` lists the rest. */
function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path); // at once: it is short, and all else waits for it
  } catch {
    return undefined;
  }
}
