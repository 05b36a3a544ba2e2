import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeFrame, type Diagnostic, findings, problems, type Span, span } from "../../src/diagnostics/index.ts";
import { functionCatalogue } from "../../src/functions/index.ts";
import { parseQuery, printQuery } from "../../src/language/index.ts";
import { lintQuery, planQuery } from "../../src/plan/index.ts";
import { type RenderOptions, render } from "../../src/render/index.ts";
import { addFieldNames } from "../../src/scan/index.ts";
import {
  type Expectation,
  type GoldenCase,
  type GoldenFile,
  type GoldenInput,
  parseGoldenFile,
} from "../support/golden-file.ts";
import { type RunOptions, runQuery } from "../support/run-query.ts";

/*
 * Golden cases: a query, its input and what comes of it, in text files by area and topic. To add
 * a case, write it into a file; nothing here has to change.
 *
 *     ==== what the case shows, as a sentence
 *     fields id | filter level = "ERROR"
 *     ---- input
 *     {"id":1,"level":"INFO"}
 *     {"id":2,"level":"ERROR"}
 *     ---- diagnostics
 *     ---- rows
 *     {"id":2}
 *
 * `---- input NAME` stands for the file `inputs/NAME.ndjson`; `with CRLF` or `with byte-order mark`
 * may follow. Without an input there are no events. `---- group NAME` holds the events of a log group,
 * `---- lookup NAME` the CSV text of a lookup table, `---- saved NAME` the text of a saved query.
 * Sections come in this order. `diagnostics` is left out where there are none, `rows` where the query is
 * refused. Rows show types exactly: numbers as numbers, text in quotes, missing cells absent. Text before
 * the first case is a comment.
 *
 * The cases of `lint/` show what `logq check` points out as well, with the input for its sample.
 *
 * `GOLDEN=rewrite npx vitest run test/golden` writes what the program answers into the files: read
 * the difference before you keep it.
 */
const FOLDER = import.meta.dirname;
const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".txt"))
  .sort()
  .map((name) => {
    const path = join(FOLDER, name);
    const text = readFileSync(path, "utf8");
    return { topic: name.slice(0, -".txt".length), path, text, golden: parseGoldenFile(text) };
  });

for (const { topic, path, golden } of files) {
  describe(topic, () => {
    const isLinted = topic.startsWith("lint/");
    if (process.env["GOLDEN"] === "rewrite") it("is rewritten", () => rewrite(path, golden, isLinted));
    else for (const each of golden.cases) it(each.title, () => checkCase(each, isLinted));
  });
}

describe("golden files", () => {
  it("hold a case for every problem of the catalogue that a query can have", () => {
    const shown = files.flatMap(({ golden }) => golden.cases.map(({ expected }) => expected.diagnostics)).join("\n");
    const codes = Object.values({ ...problems, ...findings }).map((make) => (make as MakeDiagnostic)(span(0, 0)).code);
    const missing = codes.filter((code) => !shown.includes(`[${code}]: `));
    // The first is about options, the next two about query files, the last about programs that plan queries.
    expect(missing).toEqual(["compared-twice", "bad-header", "not-utf8", "unknown-clock"]);
  });

  it("call every function of the catalogue, in every spelling", () => {
    const queries = files.flatMap(({ golden }) => golden.cases.map(({ query }) => query.toLowerCase()));
    const spellings = functionCatalogue().flatMap(({ name, spellings = [] }) => [name, ...spellings]);
    const uncalled = spellings.filter((name) => {
      const call = new RegExp(`\\b${name.toLowerCase()}\\s*\\(`);
      return !queries.some((query) => call.test(query));
    });
    expect(uncalled).toEqual([]);
  });

  it("stay the same byte for byte when they are rewritten with what they expect", () => {
    for (const { golden, text } of files) {
      expect(golden.rewritten(golden.cases.map(({ expected }) => expected))).toBe(text);
    }
  });

  it("have titles that are told apart", () => {
    const titles = files.flatMap(({ topic, golden }) => golden.cases.map(({ title }) => `${topic}: ${title}`));
    expect(titles).toEqual([...new Set(titles)]);
  });
});

type MakeDiagnostic = (at: Span) => Diagnostic;

/** However the input arrives and the work is split, and after printing the query, the answer is the same. */
const VARIATIONS: readonly (RunOptions & { readonly how: string })[] = [
  { how: "fast, in blocks of 7 bytes", blockBytes: 7 },
  { how: "fast, in blocks of 64 bytes", blockBytes: 64 },
  { how: "fast, in blocks of 500 bytes", blockBytes: 500 },
  { how: "fast, in three ranges", shards: 3 },
  { how: "plain", engine: "plain" },
  { how: "plain, in blocks of 7 bytes", engine: "plain", blockBytes: 7 },
  { how: "plain, in two shards", engine: "plain", shards: 2 },
  { how: "plain, in three shards", engine: "plain", shards: 3 },
];

async function rewrite(path: string, { cases, rewritten }: GoldenFile, isLinted: boolean): Promise<void> {
  const answers: Expectation[] = [];
  for (const { query, input, groups, lookups, saved } of cases)
    answers.push(await answer(query, bytesOf(input), { groups, lookups, saved, isLinted }));
  writeFileSync(path, rewritten(answers));
}

async function checkCase(
  { query, input, groups, lookups, saved, expected }: GoldenCase,
  isLinted: boolean,
): Promise<void> {
  const bytes = bytesOf(input);
  expect(await answer(query, bytes, { groups, lookups, saved, isLinted })).toEqual(expected);
  if (expected.rows === undefined) return;
  for (const { how, ...options } of VARIATIONS) {
    // In a file, @log is the folder, which standard input has not.
    if (how === "fast, in three ranges" && /@log\b/.test(query)) continue;
    expect(await answer(query, bytes, { ...options, groups, lookups, saved, isLinted }), how).toEqual(expected);
  }
  const tree = parseQuery({ name: "query", text: query }).query;
  const printed = tree === undefined ? "" : printQuery(tree);
  expect((await answer(printed, bytes, { groups, lookups, saved })).rows, `printed as ${printed}`).toBe(expected.rows);
}

function bytesOf({ name, lines, hasCarriageReturns, hasByteOrderMark }: GoldenInput): string {
  const own = lines.map((line) => `${line}\n`).join("");
  const text = name === undefined ? own : readFileSync(join(FOLDER, "inputs", `${name}.ndjson`), "utf8");
  return (hasByteOrderMark ? "\ufeff" : "") + (hasCarriageReturns ? text.replaceAll("\n", "\r\n") : text);
}

interface AnswerOptions extends RunOptions {
  readonly isLinted?: boolean;
}

async function answer(
  text: string,
  input: string,
  { isLinted = false, ...options }: AnswerOptions,
): Promise<Expectation> {
  const { diagnostics, outcome } = await runQuery(text, input, options);
  const all = isLinted ? [...diagnostics, ...lint(text, input)] : diagnostics;
  const frames = all.map((diagnostic) => codeFrame({ name: "query", text }, diagnostic));
  let rows: string | undefined;
  if (outcome !== undefined) {
    rows = "";
    for await (const chunk of render("ndjson", outcome.result, PLAIN)) rows += chunk;
  }
  return { diagnostics: frames.join("\n"), rows };
}

function lint(text: string, input: string): readonly Diagnostic[] {
  const { query } = parseQuery({ name: "query", text });
  const plan = query && planQuery(query).plan;
  const events = input.split("\n").filter((line) => line !== "");
  const names = new Set<string>();
  for (const event of events) addFieldNames(event, names);
  const sample = { names, events: events.length };
  return query && plan ? lintQuery({ query, plan, sample: events.length > 0 ? sample : undefined }) : [];
}

const PLAIN: RenderOptions = {
  width: undefined,
  useColor: false,
  isTerminal: false,
  presentation: {},
  timeZone: "UTC",
};
