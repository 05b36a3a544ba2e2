import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { LookupTable } from "../plan/index.ts";
import { HelpfulError } from "../support/helpful-error.ts";
import { explainReadError, isReadError } from "./read-error.ts";

/** A lookup table that cannot be used. */
export class LookupTableError extends HelpfulError {
  override readonly name = "LookupTableError";
}

/** Where a lookup table stands: its name and the path of a CSV file. */
export interface LookupFile {
  readonly name: string;
  readonly path: string;
}

/** The service's bounds (section 5.18). */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_TABLES = 100;

/** Reads `NAME=FILE`; throws an Error that says what is wrong with it. */
export function parseLookupFile(text: string): LookupFile {
  const at = text.indexOf("=");
  const name = text.slice(0, Math.max(0, at));
  const path = text.slice(at + 1);
  if (at < 0 || path === "") throw new Error("a lookup table is written NAME=FILE, such as users=users.csv");
  if (!/^[A-Za-z0-9_]+$/.test(name)) throw new Error("a lookup table's name has letters, digits and _");
  return { name, path };
}

/** Reads lookup tables: CSV with a header, in UTF-8. Throws a `LookupTableError` for one that cannot be used. */
export async function readLookupTables(
  files: readonly LookupFile[],
  workingFolder: string,
): Promise<readonly LookupTable[]> {
  if (files.length > MOST_TABLES) {
    throw new LookupTableError(`at most ${MOST_TABLES} lookup tables can be used at once, not ${files.length}`);
  }
  const again = files.find(({ name }, index) => files.findIndex((file) => file.name === name) !== index);
  if (again !== undefined) throw new LookupTableError(`the lookup table ${again.name} is given twice`);
  return Promise.all(files.map(async (file) => parseLookupTable(file, await readText(file, workingFolder))));
}

async function readText({ name, path }: LookupFile, workingFolder: string): Promise<Uint8Array> {
  const place = resolve(workingFolder, path);
  try {
    const { size } = await stat(place);
    if (size > MOST_BYTES) {
      const help = "keep the columns that queries need, or look up in a part of it";
      throw new LookupTableError(`the lookup table ${name} is larger than 10 MB: ${path} has ${size} bytes`, help);
    }
    return await readFile(place);
  } catch (error) {
    if (!isReadError(error)) throw error;
    throw new LookupTableError(`the lookup table ${name} cannot be read: ${path}: ${explainReadError(error)}`);
  }
}

/** Makes a table of CSV text (RFC 4180): the first record names the columns, all others have as many values. */
export async function parseLookupTable({ name, path }: LookupFile, bytes: Uint8Array): Promise<LookupTable> {
  const refuse = (reason: string, help?: string) =>
    new LookupTableError(`the lookup table ${name} is not usable: ${path}${reason}`, help);
  const [columns, ...rows] = await parseCsv(decode(bytes, refuse), refuse);
  if (columns === undefined) throw refuse(" is empty", "its first line names the columns");
  const unnamed = columns.findIndex((column) => column.trim() === "");
  if (unnamed >= 0) throw refuse(`:1 gives column ${unnamed + 1} no name`);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw refuse(`:1 names the column ${twice} twice`);
  return { name, columns, rows };
}

type Refuse = (reason: string, help?: string) => LookupTableError;

function decode(bytes: Uint8Array, refuse: Refuse): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse(" is not in UTF-8", "convert it first: iconv -t UTF-8");
  }
}

async function parseCsv(text: string, refuse: Refuse): Promise<string[][]> {
  const { CsvError, parse } = await import("csv-parse/sync");
  try {
    return parse(text, { bom: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = error["lines"];
    const record: unknown = error["record"];
    const found = Array.isArray(record) ? record.length : 0;
    const reason =
      {
        CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: `has ${found} value${found === 1 ? "" : "s"}, which is not one for each column`,
        CSV_QUOTE_NOT_CLOSED: "opens a quote that is never closed",
        INVALID_OPENING_QUOTE: "has a quote within a value that does not begin with one",
        CSV_INVALID_CLOSING_QUOTE: "has text behind the closing quote of a value",
      }[error.code as string] ?? error.message;
    throw refuse(
      `:${line} ${reason}`,
      'a value with commas, quotes or newlines stands in quotes, quotes in it are doubled: "a ""b"""',
    );
  }
}
