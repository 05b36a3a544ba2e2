import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Diagnostic, isError } from "../../src/diagnostics/index.ts";
import { mergePartials, type Result, runShard } from "../../src/engine/index.ts";
import { parseQuery, type Query } from "../../src/language/index.ts";
import { type Plan, planQuery, type TimeRange } from "../../src/plan/index.ts";
import { callableQuery, expandSavedQueries, readHeader } from "../../src/query-files/index.ts";
import { EventReader, EventSplitter, mergeReports, type ScanReport } from "../../src/scan/index.ts";
import { parseLookupTable, type ReadProblem, runPlan } from "../../src/sources/index.ts";
import { splitInputs } from "../../src/sources/parts/split-inputs.ts";
import { createShardReader } from "../../src/sources/shard-reader.ts";
import type { Value } from "../../src/values/index.ts";
import { blocksOf, cutIntoShards, withoutMark } from "./input-bytes.ts";
import { runSourced } from "./run-sourced.ts";
import { SMALL_SHARDS } from "./small-shards.ts";

export interface RunOptions {
  /** The size of the blocks in which the input arrives; all at once by default. */
  readonly blockBytes?: number;
  /** Into how many parts the input is cut between events, each run on its own and then merged; 1 by default. */
  readonly shards?: number;
  /** The fast engine, as in the program, or its plain twin. */
  readonly engine?: "fast" | "plain";
  readonly timeRange?: TimeRange;
  /** A limit from outside the query text. */
  readonly limit?: number;
  /** The events of log groups by name, for queries that choose them. */
  readonly groups?: Readonly<Record<string, string>>;
  /** The texts of saved queries by name. */
  readonly saved?: Readonly<Record<string, string>>;
  /** The CSV text of lookup tables by name. */
  readonly lookups?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly result: Result;
  readonly report: ScanReport;
  readonly problems: readonly ReadProblem[];
}

export interface QueryRun {
  /** Of the parser and the planner. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where a diagnostic is an error. */
  readonly outcome?: Outcome;
}

/** The `@ingestionTime` of all events: 1 March 2026, 13:00 UTC. */
export const START_TIME = Date.UTC(2026, 2, 1, 13);

/** Runs query text over input as the program does: parse, plan, read, answer. */
export async function runQuery(text: string, input: string | Buffer, options: RunOptions = {}): Promise<QueryRun> {
  const { query, diagnostics } = parseQuery({ name: "query", text });
  if (query === undefined) return { diagnostics };
  const callable = Object.entries(options.saved ?? {}).map(([name, saved]) => {
    const source = { name: `${name}.logq`, text: saved };
    return callableQuery({ name, source, header: readHeader(source).header });
  });
  const expanded = expandSavedQueries(query, callable);
  if (expanded.diagnostics.length > 0) return { diagnostics: [...diagnostics, ...expanded.diagnostics] };
  const planned = await runTree(expanded.query, input, options);
  return { ...planned, diagnostics: [...diagnostics, ...planned.diagnostics] };
}

/** Plans and runs a tree; the diagnostics are those of the planner. */
export async function runTree(query: Query, input: string | Buffer, options: RunOptions = {}): Promise<QueryRun> {
  const files = Object.entries(options.lookups ?? {});
  const tables = await Promise.all(
    files.map(([name, text]) => parseLookupTable({ name, path: `${name}.csv` }, Buffer.from(text))),
  );
  const { plan, diagnostics } = planQuery(query, { now: START_TIME, ...options, tables });
  if (plan === undefined) return { diagnostics };
  const bytes = Buffer.from(input);
  if (plan.source !== undefined || plan.subplans !== undefined) {
    const sourced = await runSourced(plan, bytes, options, START_TIME);
    return { ...sourced, diagnostics: [...diagnostics, ...sourced.diagnostics] };
  }
  const { shards = 1, engine } = options;
  const runParts = engine === "plain" ? runShards : runRanges;
  const outcome = shards === 1 ? await runWhole(plan, bytes, options) : await runParts(plan, bytes, shards);
  return { diagnostics, outcome };
}

/** The rows of a query as objects, missing cells absent; throws where the query or the input is refused. */
export async function rowsOf(
  text: string,
  input: string | Buffer,
  options?: RunOptions,
): Promise<Record<string, Value>[]> {
  const { diagnostics, outcome } = await runQuery(text, input, options);
  if (outcome === undefined)
    throw new Error(
      diagnostics
        .filter(isError)
        .map(({ message }) => message)
        .join("; "),
    );
  const [problem] = outcome.problems;
  if (problem !== undefined) throw new Error(`${problem.path} ${problem.message}`);
  const { columns, rows } = outcome.result;
  return rows.map((row) =>
    Object.fromEntries(columns.flatMap(({ name }, index) => (row[index] === undefined ? [] : [[name, row[index]]]))),
  );
}

/** Through standard input, as `... | logq` does. */
async function runWhole(plan: Plan, bytes: Buffer, { blockBytes, engine = "fast" }: RunOptions): Promise<Outcome> {
  const block = blockBytes === undefined ? {} : { blockBytes };
  const context = { standardInput: blocksOf(bytes, blockBytes), workingFolder: "/", startTime: START_TIME };
  return runPlan(plan, [{ kind: "standard-input" }], { ...context, ...block, engine });
}

/** Ranges of a file, each read by a fast shard of its own, as workers do; handed over as between threads. */
async function runRanges(plan: Plan, bytes: Buffer, count: number): Promise<Outcome> {
  const workingFolder = mkdtempSync(join(tmpdir(), "logq-ranges-"));
  try {
    // A file named as standard input is shown, so that the answers are the same.
    writeFileSync(join(workingFolder, "-"), bytes);
    const context = { standardInput: blocksOf(Buffer.alloc(0)), workingFolder, startTime: START_TIME };
    const shards = splitInputs(
      [{ kind: "file", path: "-", size: bytes.length }],
      workingFolder,
      () => count,
      SMALL_SHARDS,
    );
    const outcomes = [];
    for (const parts of shards) {
      const readShard = createShardReader(structuredClone(plan), { ...context, blockBytes: 1000 });
      outcomes.push(structuredClone(await readShard(parts)));
    }
    const report = mergeReports(outcomes.flatMap(({ reports }) => reports));
    const partials = outcomes.map(({ partial }) => partial);
    const problems = outcomes.flatMap((outcome) => outcome.problems);
    return { result: mergePartials(plan, partials), report, problems };
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
}

/** Each part on its own, through the plain twin. */
function runShards(plan: Plan, bytes: Buffer, count: number): Outcome {
  const origin = { logStream: "-", log: "local:-", ingestionTime: START_TIME };
  const { text, offset } = withoutMark(bytes);
  const parts = cutIntoShards(text, count).map(({ start, end }) => {
    const shard = runShard(plan);
    const reader = new EventReader(plan.scan, plan.slotCount, origin, shard);
    const splitter = new EventSplitter((event) => reader.read(event));
    splitter.push(text.subarray(start, end), offset + start);
    splitter.end();
    reader.report.isContinued = start > 0;
    reader.report.bytes = end - start;
    return { partial: shard.partial(), report: reader.report };
  });
  const report = mergeReports(parts.map((part) => part.report));
  const partials = parts.map(({ partial }) => partial);
  return { result: mergePartials(plan, partials), report, problems: [] };
}
