import { dirname } from "node:path";
import { mergePartials, type Result, runShard } from "../engine/index.ts";
import type { Plan } from "../plan/index.ts";
import { type EventOrigin, EventReader, EventSplitter, mergeReports, type ScanReport } from "../scan/index.ts";
import { type Input, inputPath, type ReadProblem } from "./input.ts";
import { readBlocks } from "./read-blocks.ts";

export interface RunContext {
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly workingFolder: string;
  /** When the run began, in epoch milliseconds. */
  readonly startTime: number;
  /** Told about the bytes of text read so far. */
  readonly onProgress?: (bytes: number) => void;
  /** How many bytes of a file are read at once. */
  readonly blockBytes?: number;
}

export interface RunOutcome {
  readonly result: Result;
  readonly report: ScanReport;
  /** What could not be read: the result is incomplete. */
  readonly problems: readonly ReadProblem[];
}

/** Runs a plan over inputs, one after the other, in one shard. */
export async function runPlan(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<RunOutcome> {
  const shard = runShard(plan);
  const reports: ScanReport[] = [];
  const problems: ReadProblem[] = [];
  for (const input of inputs) {
    const reader = new EventReader(plan.scan, plan.slotCount, originOf(input, context.startTime), shard);
    const splitter = new EventSplitter((event) => reader.read(event));
    reports.push(reader.report);
    for await (const { bytes, offset } of readBlocks(input, { ...context, onProblem: (it) => problems.push(it) })) {
      splitter.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset);
      reader.report.bytes += bytes.length;
      context.onProgress?.(reader.report.bytes);
      if (shard.isDone()) break;
    }
    reader.report.linesCut = splitter.linesCut;
    if (shard.isDone()) break;
    splitter.end();
  }
  const report = mergeReports(reports);
  return { result: mergePartials(plan, [shard.partial()], report.events), report, problems };
}

/** `@logStream` is the path, `@log` the folder that it stands in (section 2.2). */
function originOf(input: Input, startTime: number): EventOrigin {
  const path = inputPath(input);
  const log = input.kind === "file" ? `local:${dirname(path)}` : "local:-";
  return { logStream: path, log, ingestionTime: startTime };
}
