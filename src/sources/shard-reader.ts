import { closeSync, openSync, readSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type FastShard, type Partial, runFastShard, runShard, type ShardRun } from "../engine/index.ts";
import { type Plan, vectorize } from "../plan/index.ts";
import {
  BatchReader,
  type EventForm,
  type EventOrigin,
  EventReader,
  EventSplitter,
  formOfStream,
  ScanKernel,
  type ScanReport,
} from "../scan/index.ts";
import { type Input, type InputFile, inputPath, type ReadProblem } from "./input.ts";
import type { InputPart } from "./input-part.ts";
import { loadKernel } from "./load-kernel.ts";
import { memoryBudget } from "./memory-budget.ts";
import { readBlocks } from "./read-blocks.ts";
import { explainReadError, isReadError } from "./read-error.ts";

/** What reading needs from outside. */
export interface ShardContext {
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly workingFolder: string;
  /** When the run began, in epoch milliseconds. */
  readonly startTime: number;
  /** Told about the bytes of text read so far. */
  readonly onProgress?: (bytes: number) => void;
  /** How many bytes are read at once; also the input that the scan kernel holds. */
  readonly blockBytes?: number;
  /** Bytes of memory that rows and groups may take, in all threads together. */
  readonly maxMemory?: number;
  /** How many threads share them; 1 by default. */
  readonly threads?: number;
  /** `plain`: the row-at-a-time twin alone. */
  readonly engine?: "fast" | "plain";
  /** Ends the run before its time: it rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/** What one shard hands back: plain data. */
export interface ShardOutcome {
  readonly partial: Partial;
  /** One report for each part, in order. */
  readonly reports: readonly ScanReport[];
  readonly problems: readonly ReadProblem[];
}

const BLOCK_BYTES = 1024 * 1024;

/** So many blanks at the start of a stream are no export's. */
const MOST_HELD = 64 * 1024;

/** After this many blocks of a file, other events of the process get their turn. */
const BLOCKS_AT_ONCE = 32;

/** Runs the shard part of a plan over parts of inputs, one after the other. */
export async function readShard(plan: Plan, parts: readonly InputPart[], context: ShardContext): Promise<ShardOutcome> {
  const reader = new ShardReader(plan, context);
  for (const part of parts) {
    await reader.read(part);
    if (reader.isDone) break;
  }
  return reader.outcome();
}

/** Each column takes some two megabytes of the kernel's memory. */
const MOST_COLUMNS = 200;

/** Whether a run goes through the scan kernel: only then are files read in ranges. */
export function usesKernel(plan: Plan, { engine }: ShardContext): boolean {
  return engine !== "plain" && vectorize(plan).columns.length <= MOST_COLUMNS;
}

/** Takes the bytes of one part. */
interface Feeder {
  readonly report: ScanReport;
  readonly push: (bytes: Buffer) => void;
  readonly end: () => void;
}

/** What the parts of a shard share when they are read by the fast engine. */
interface FastReading {
  readonly kernel: ScanKernel;
  readonly shard: FastShard;
}

class ShardReader {
  readonly #plan: Plan;
  readonly #context: ShardContext;
  readonly #shard: ShardRun;
  readonly #fast: FastReading | undefined;
  readonly #reports: ScanReport[] = [];
  readonly #problems: ReadProblem[] = [];
  readonly #checkMemory: (isLast?: boolean) => void;
  #bytes = 0;

  constructor(plan: Plan, context: ShardContext) {
    this.#plan = plan;
    this.#context = context;
    if (!usesKernel(plan, context)) {
      this.#shard = runShard(plan);
      this.#checkMemory = memoryBudget(context.maxMemory, context.threads);
      return;
    }
    const vector = vectorize(plan);
    const kernel = new ScanKernel(loadKernel(), vector.columns, context.blockBytes ?? BLOCK_BYTES, {
      searchedTexts: vector.requiredInLine,
      masksLines: plan.shard.collect.kind === "find-patterns",
    });
    this.#shard = runShard(plan, kernel.forms);
    this.#fast = { kernel, shard: runFastShard(plan, vector, this.#shard) };
    // The memory of the kernel is no part of it.
    this.#checkMemory = memoryBudget(context.maxMemory, context.threads);
  }

  get isDone(): boolean {
    return this.#shard.isDone();
  }

  outcome(): ShardOutcome {
    this.#checkMemory(true);
    return { partial: this.#shard.partial(), reports: this.#reports, problems: this.#problems };
  }

  async read({ input, range }: InputPart): Promise<void> {
    if (range === undefined || input.kind !== "file") await this.#readStream(input);
    else await this.#readRange(input, range);
  }

  async #readStream(input: Input): Promise<void> {
    let feeder: Feeder | undefined;
    let held: Buffer = Buffer.alloc(0);
    let end = 0;
    const onProblem = (problem: ReadProblem): void => void this.#problems.push(problem);
    for await (const { bytes: block, offset } of readBlocks(input, { ...this.#context, onProblem })) {
      const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
      end = offset + bytes.length;
      this.#progress(bytes.length);
      if (feeder === undefined) {
        // The form of a stream shows in its first line, which may come in several blocks.
        held = Buffer.concat([held, bytes]);
        const form = formOfStream(held) ?? (held.length > MOST_HELD ? "lines" : undefined);
        if (form === undefined) continue;
        feeder = this.#feederFor(input, form, end - held.length);
        feeder.push(held);
      } else {
        feeder.push(bytes);
      }
      feeder.report.bytes = end;
      if (this.isDone) return;
    }
    if (feeder === undefined && held.length > 0) {
      feeder = this.#feederFor(input, "lines", end - held.length);
      feeder.push(held);
      feeder.report.bytes = end;
    }
    feeder?.end();
  }

  /** Reads whole lines of a file straight into the memory of the kernel. */
  async #readRange(input: InputFile, { start, end }: { start: number; end: number }): Promise<void> {
    if (this.#fast === undefined) throw new Error("ranges are read by the fast engine");
    const reader = this.#batchReader(input, start, this.#fast);
    reader.report.isContinued = start > 0;
    const { path } = input;
    let at = start;
    let file: number | undefined;
    try {
      file = openSync(resolve(this.#context.workingFolder, path), "r");
      for (let block = 1; at < end && !this.isDone; block++) {
        const { room } = reader;
        const count = readSync(file, room, 0, Math.min(room.length, end - at), at);
        if (count === 0) {
          this.#problems.push({ path, message: "has become shorter while it was read", isFatalForInput: false });
          break;
        }
        at += count;
        reader.filled(count);
        reader.report.bytes += count;
        this.#progress(count);
        if (block % BLOCKS_AT_ONCE === 0) await setImmediate();
      }
      if (!this.isDone) reader.end();
    } catch (error) {
      if (!isReadError(error)) throw error;
      reader.end();
      const isFatalForInput = at === 0;
      const reach = at === start ? "cannot be read" : `could be read only up to byte ${at}`;
      this.#problems.push({ path, message: `${reach}: ${explainReadError(error)}`, isFatalForInput });
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** `offset`: the place in the stream of the first byte that it will be given. */
  #feederFor(input: Input, form: EventForm, offset: number): Feeder {
    if (this.#fast !== undefined && form === "lines") {
      const reader = this.#batchReader(input, offset, this.#fast);
      return { report: reader.report, push: (bytes) => reader.push(bytes), end: () => reader.end() };
    }
    const { scan, slotCount } = this.#plan;
    const reader = new EventReader(scan, slotCount, originOf(input, this.#context.startTime), this.#shard);
    const splitter = new EventSplitter((event) => reader.read(event));
    this.#reports.push(reader.report);
    let at = offset;
    const push = (bytes: Buffer): void => {
      splitter.push(bytes, at);
      at += bytes.length;
      reader.report.linesCut = splitter.linesCut;
    };
    return { report: reader.report, push, end: () => splitter.end() };
  }

  #batchReader(input: Input, offset: number, { kernel, shard }: FastReading): BatchReader {
    const { scan, slotCount } = this.#plan;
    const origin = originOf(input, this.#context.startTime);
    const reader = new BatchReader(kernel, scan, slotCount, origin, this.#shard, shard.addBatch, offset);
    this.#reports.push(reader.report);
    return reader;
  }

  #progress(count: number): void {
    this.#context.signal?.throwIfAborted();
    this.#checkMemory();
    this.#bytes += count;
    this.#context.onProgress?.(this.#bytes);
  }
}

/** By default `@logStream` is the path, `@log` the folder that it stands in (section 2.2). */
function originOf(input: Input, startTime: number): EventOrigin {
  const path = inputPath(input);
  if (input.kind === "file" && input.origin !== undefined) return { ...input.origin, path };
  const log = input.kind === "file" ? `local:${dirname(path)}` : "local:-";
  return { logStream: path, log, ingestionTime: startTime };
}
