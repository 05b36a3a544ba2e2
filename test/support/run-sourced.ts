import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { mergePartials } from "../../src/engine/index.ts";
import { bindSubplans, type Plan } from "../../src/plan/index.ts";
import { mergeReports } from "../../src/scan/index.ts";
import { type Input, type LogGroup, resolveSources } from "../../src/sources/index.ts";
import { splitInputs } from "../../src/sources/parts/split-inputs.ts";
import { checkLimit } from "../../src/sources/run-subplans.ts";
import { createShardReader, type ShardOutcome } from "../../src/sources/shard-reader.ts";
import { blocksOf } from "./input-bytes.ts";
import type { Outcome, RunOptions } from "./run-query.ts";
import { SMALL_SHARDS } from "./small-shards.ts";

/** Runs a plan that reads log groups: files of a folder of its own, in shards as the options say. */
export async function runSourced(
  plan: Plan,
  input: Buffer,
  { groups = {}, ...options }: RunOptions,
  startTime: number,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly outcome?: Outcome }> {
  const workingFolder = mkdtempSync(join(tmpdir(), "logq-sources-"));
  try {
    // A file named as standard input is shown, so that the answers are the same.
    writeFileSync(join(workingFolder, "-"), input);
    const logGroups = Object.entries(groups).map(([name, text], index): LogGroup => {
      const operand = `${index}.ndjson`;
      writeFileSync(join(workingFolder, operand), text);
      // Events of log groups count as of the last change of their file.
      utimesSync(join(workingFolder, operand), startTime / 1000, startTime / 1000);
      return { name, operands: [operand] };
    });
    const own: Input = { kind: "file", path: "-", size: input.length };
    const place = { workingFolder, startTime };
    const sources = await resolveSources(plan, { ...place, inputs: [own], groups: logGroups, mayNameFiles: true });
    const { diagnostics } = sources;
    if (diagnostics.length > 0) return { diagnostics };
    const run = new ShardedRun(workingFolder, startTime, options);
    const inner: Outcome[] = [];
    for (const [index, subplan] of (sources.plan.subplans ?? []).entries()) {
      const found = await run.outcome(subplan.plan, sources.subplanInputs[index] ?? []);
      checkLimit(subplan, found.result);
      inner.push(found);
    }
    const bound = bindSubplans(
      sources.plan,
      inner.map(({ result }) => result.rows),
    );
    const outcome = await run.outcome(bound, sources.inputs);
    return { diagnostics, outcome: { ...outcome, problems: [...sources.problems, ...outcome.problems] } };
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
}

class ShardedRun {
  readonly #workingFolder: string;
  readonly #startTime: number;
  readonly #options: RunOptions;

  constructor(workingFolder: string, startTime: number, options: RunOptions) {
    this.#workingFolder = workingFolder;
    this.#startTime = startTime;
    this.#options = options;
  }

  async outcome(plan: Plan, inputs: readonly Input[]): Promise<Outcome> {
    const outcomes = await this.#readShards(plan, inputs);
    return {
      result: mergePartials(
        plan,
        outcomes.map(({ partial }) => partial),
      ),
      report: mergeReports(outcomes.flatMap(({ reports }) => reports)),
      problems: outcomes.flatMap(({ problems }) => problems),
    };
  }

  /** Each shard on its own, handed over as between threads; the plain twin reads whole files. */
  async #readShards(plan: Plan, inputs: readonly Input[]): Promise<ShardOutcome[]> {
    const { shards = 1, engine = "fast", blockBytes = 1000 } = this.#options;
    const parts =
      engine === "fast"
        ? splitInputs(inputs, this.#workingFolder, () => shards, SMALL_SHARDS)
        : shards === 1
          ? [inputs.map((input) => ({ input, work: 0 }))]
          : inputs.map((input) => [{ input, work: 0 }]);
    const context = {
      standardInput: blocksOf(Buffer.alloc(0)),
      workingFolder: this.#workingFolder,
      startTime: this.#startTime,
      engine,
      blockBytes,
    };
    const outcomes: ShardOutcome[] = [];
    for (const part of parts)
      outcomes.push(structuredClone(await createShardReader(structuredClone(plan), context)(part)));
    return outcomes;
  }
}
