import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { mergePartials, type Result } from "../../src/engine/index.ts";
import type { Plan } from "../../src/plan/index.ts";
import { mergeReports, type ScanReport } from "../../src/scan/index.ts";
import type { ReadProblem } from "../../src/sources/index.ts";
import { PartClaims, shareParts } from "../../src/sources/parts/part-claims.ts";
import { splitInputs } from "../../src/sources/parts/split-inputs.ts";
import { readStretches } from "../../src/sources/read-stretches.ts";
import type { ShardContext } from "../../src/sources/shard-reader.ts";
import { START_TIME } from "../support/run-query.ts";
import { SMALL_SHARDS } from "../support/small-shards.ts";

/** How the fast engine gets its input. */
export interface FastWay {
  /** The input that the kernel holds; as much as the program gives it by default. */
  readonly inputBytes?: number;
  /** Into how many ranges the file is cut, one shard each; as one stream by default. */
  readonly ranges?: number;
}

export interface EngineOutcome {
  readonly result: Result;
  readonly report: ScanReport;
  readonly problems: readonly ReadProblem[];
}

/** Runs a plan over bytes, which stand in a file, with either engine. */
export interface BothEngines {
  readonly plain: (plan: Plan) => Promise<EngineOutcome>;
  readonly fast: (plan: Plan, way?: FastWay) => Promise<EngineOutcome>;
}

/** Calls back with both engines on the same file, and removes it afterwards. */
export async function withBothEngines(bytes: Buffer, use: (engines: BothEngines) => Promise<void>): Promise<void> {
  const workingFolder = mkdtempSync(join(tmpdir(), "logq-engines-"));
  const input = { kind: "file", path: "log", size: bytes.length } as const;
  const context = { standardInput: nothing(), workingFolder, startTime: START_TIME };
  try {
    writeFileSync(join(workingFolder, "log"), bytes);
    await use({
      plain: (plan) => run(plan, [[{ input, work: 0 }]], { ...context, engine: "plain" }),
      fast: (plan, { inputBytes, ranges } = {}) => {
        const shards =
          ranges === undefined
            ? [[{ input, work: 0 }]]
            : splitInputs([input], workingFolder, () => ranges, SMALL_SHARDS);
        return run(plan, shards, inputBytes === undefined ? context : { ...context, blockBytes: inputBytes });
      },
    });
  } finally {
    rmSync(workingFolder, { recursive: true });
  }
}

type Shards = ReturnType<typeof splitInputs>;

/** One thread reads all shards, with the kernel that has read the one before; what it hands over goes as between threads. */
async function run(plan: Plan, shards: Shards, context: ShardContext): Promise<EngineOutcome> {
  const claims = new PartClaims(shareParts(shards, 1), 0);
  const stretches = structuredClone(await readStretches(structuredClone(plan), context, claims));
  const outcomes = stretches.toSorted((a, b) => a.first - b.first).map(({ outcome }) => outcome);
  const report = mergeReports(outcomes.flatMap(({ reports }) => reports));
  const partials = outcomes.map(({ partial }) => partial);
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  return { result: mergePartials(plan, partials), report: { ...report, lines: 0 }, problems };
}

/** Standard input that holds nothing. */
export async function* nothing(): AsyncGenerator<Uint8Array> {}

/** As `toStrictEqual`, which is slow on what is the same. */
export function expectSame(found: unknown, expected: unknown, message: string): void {
  if (!isDeepStrictEqual(found, expected)) expect(found, message).toStrictEqual(expected);
}

/** The plan that gives these members of every event, and what is known of the event itself. */
export function planOfMembers(members: readonly string[], timeRange: Plan["scan"]["timeRange"] = {}): Plan {
  const names = [...members, "@ptr", "@message", "@timestamp"];
  const fields = names.map((name, slot) => ({ name, slot }));
  return {
    scan: { fields, filters: [], timeRange },
    shard: { steps: [], collect: { kind: "rows", order: [], limit: Number.MAX_SAFE_INTEGER } },
    merge: [],
    output: fields.map(({ name, slot }) => ({ name, slot, kind: "any" as const })),
    slotCount: names.length,
  };
}
