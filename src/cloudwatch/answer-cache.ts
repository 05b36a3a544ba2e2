import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "./connection.ts";
import type { QueryAnswer, ServiceQuery } from "./service-query.ts";

/** The answers of queries whose range is over, kept on this machine. */
export interface AnswerCache {
  /** The answer that was kept for a query; undefined where there is none. */
  readonly find: (query: ServiceQuery, connection: Connection) => Promise<QueryAnswer | undefined>;
  /** Keeps an answer, if it is one that cannot change any more. */
  readonly keep: (query: ServiceQuery, connection: Connection, answer: QueryAnswer) => Promise<void>;
}

export interface AnswerCacheOptions {
  /** Made when something is kept; its files can be read by this user alone. */
  readonly folder: string;
  /** The time in epoch milliseconds. */
  readonly now: () => number;
  /** How many bytes are kept: beyond that, what was not asked for the longest is dropped. */
  readonly mostBytes?: number;
  /** Told what is wrong with a file or the folder; the run goes on without it. */
  readonly onProblem: (message: string) => void;
}

/** Events may come later than their time says; after this they are taken to be there. In milliseconds. */
const INGESTION_DELAY = 15 * 60_000;

const DEFAULT_MOST_BYTES = 256 * 1024 * 1024;

/** As long as the service keeps results: 7 days. */
const LONGEST_AGE = 7 * 86_400_000;

/** Changes with the layout of the files: those of another one are not found. */
const VERSION = 1;

/** What is in a file. */
interface Entry {
  /** What was asked: names of files are hashes of it. */
  readonly question: string;
  /** In epoch milliseconds. */
  readonly keptAt: number;
  readonly answer: QueryAnswer;
}

/** Keeps answers as files of a folder. */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  return {
    find: async (query, connection) => {
      const question = questionOf(query, connection);
      if (question === undefined) return undefined;
      const entry = await readEntry(join(options.folder, fileName(question)), question, options);
      if (entry === undefined) return undefined;
      return { ...entry.answer, figures: { ...entry.answer.figures, bytesScanned: 0 }, isKept: true };
    },
    keep: async (query, connection, answer) => {
      const question = questionOf(query, connection);
      const isOver = (query.range.end + 1) * 1000 + INGESTION_DELAY <= options.now();
      if (question === undefined || !isOver || answer.status !== "Complete") return;
      await writeEntry({ question, keptAt: options.now(), answer }, options);
    },
  };
}

/**
 * All that an answer depends on. The groups count by their ARN, which names the account: the same name
 * is another group elsewhere. Undefined where one is not known.
 */
function questionOf({ text, limit, logGroups, range }: ServiceQuery, connection: Connection): string | undefined {
  const groups = logGroups.flatMap(({ arn }) => (arn === undefined ? [] : [arn]));
  if (groups.length === 0 || groups.length < logGroups.length) return undefined;
  return JSON.stringify([VERSION, connection.endpoint ?? "", groups.sort(), range.start, range.end, limit ?? 0, text]);
}

function fileName(question: string): string {
  return `${createHash("sha256").update(question).digest("hex")}.json`;
}

async function readEntry(path: string, question: string, options: AnswerCacheOptions): Promise<Entry | undefined> {
  const { now, onProblem } = options;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") onProblem(`${path} in the cache cannot be read`);
    return undefined;
  }
  const entry = parseEntry(text);
  if (entry === undefined || entry.question !== question) {
    onProblem(`${path} in the cache is damaged; it is ignored and removed`);
    await rm(path, { force: true });
    return undefined;
  }
  await markUsed(path, options).catch(() => undefined); // another run may have removed it
  return now() - entry.keptAt <= LONGEST_AGE ? entry : undefined;
}

function parseEntry(text: string): Entry | undefined {
  try {
    const [digest, body] = [text.slice(0, DIGEST_LENGTH), text.slice(DIGEST_LENGTH + 1)];
    return digest === digestOf(body) ? (JSON.parse(body) as Entry) : undefined;
  } catch {
    return undefined;
  }
}

/** The first line of a file tells whether the rest is as it was written. */
function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("hex");
}

const DIGEST_LENGTH = 64;

/** A whole file or none: others may read while this one is written. */
async function writeEntry(entry: Entry, options: AnswerCacheOptions): Promise<void> {
  const { folder, mostBytes = DEFAULT_MOST_BYTES, onProblem } = options;
  const body = JSON.stringify(entry);
  const path = join(folder, fileName(entry.question));
  if (body.length > mostBytes / 4) return;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${digestOf(String(Math.random())).slice(0, 8)}`;
    await writeFile(unfinished, `${digestOf(body)}\n${body}`, { mode: 0o600 });
    await markUsed(unfinished, options);
    await rename(unfinished, path);
    await dropOldest(folder, mostBytes);
  } catch (error) {
    onProblem(`the answer cannot be kept in ${folder}: ${(error as Error).message}`);
  }
}

/** What is of use stays longer. */
async function markUsed(path: string, { now }: AnswerCacheOptions): Promise<void> {
  const time = new Date(now());
  await utimes(path, time, time);
}

async function dropOldest(folder: string, mostBytes: number): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const status = await stat(path).catch(() => undefined); // another run may have removed it
      return { path, size: status?.size ?? 0, usedAt: status?.mtimeMs ?? 0 };
    }),
  );
  let total = 0;
  for (const { path, size } of files.sort((left, right) => right.usedAt - left.usedAt)) {
    total += size;
    if (total > mostBytes) await rm(path, { force: true });
  }
}
