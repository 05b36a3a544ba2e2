import { dirname } from "node:path";
import { type FastShard, fastShards, type Partial, type Row, runShard, type ShardRun } from "../engine/index.ts";
import { type Plan, vectorize, wantsNewest } from "../plan/index.ts";
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
import { BackwardFeeder, HeldBytes } from "./backward-feeder.ts";
import { type Input, type InputFile, inputPath, type ReadProblem } from "./input.ts";
import { loadKernel } from "./load-kernel.ts";
import { type MemoryCheck, memoryBudget } from "./memory-budget.ts";
import type { InputPart } from "./parts/input-part.ts";
import { RangeReader } from "./range-reader.ts";
import { readBlocks } from "./read-blocks.ts";

/** What reading needs from outside. */
export interface ShardContext {
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly workingFolder: string;
  /** When the run began, in epoch milliseconds. */
  readonly startTime: number;
  /** Told how many bytes of text were read since it was last told. */
  readonly onRead?: (bytes: number) => void;
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

/** So many blocks of a stream whose newest rows are wanted are held, where they take no more than a share of the memory that there is. */
const BLOCKS_HELD = 32;
const SHARE_OF_HELD = 1 / 8;

/** So many blanks at the start of a stream are no export's. */
const MOST_HELD = 64 * 1024;

/**
 * Reads one shard after the other with the same kernel: parts of inputs, which may be claimed as they are asked for.
 * `bound`: see `boundOf`.
 */
export type ReadShard = (parts: Iterable<InputPart>, bound?: Row) => Promise<ShardOutcome>;

/** Makes what runs the shard part of a plan over parts of inputs. */
export function createShardReader(plan: Plan, context: ShardContext): ReadShard {
  const fast = usesKernel(plan, context) ? fastEngine(plan, context) : undefined;
  // The memory of the kernel is no part of it.
  const checkMemory = memoryBudget(context.maxMemory, context.threads);
  return async (parts, bound) => {
    const shard = runShard(plan, { forms: fast?.kernel.forms, bound });
    const reader = new ShardReader(plan, context, shard, fast, checkMemory);
    try {
      for (const part of parts) {
        await reader.read(part);
        if (reader.isDone) break;
      }
      return reader.outcome();
    } finally {
      reader.close();
    }
  };
}

/** Each column takes some two megabytes of the kernel's memory. */
const MOST_COLUMNS = 200;

/** Whether a run goes through the scan kernel: only then are files read in ranges. */
export function usesKernel(plan: Plan, { engine }: ShardContext): boolean {
  return engine !== "plain" && vectorize(plan).columns.length <= MOST_COLUMNS;
}

/** What reads shards fast, one after the other. */
interface FastEngine {
  readonly kernel: ScanKernel;
  readonly run: (plain: ShardRun) => FastShard;
}

function fastEngine(plan: Plan, { blockBytes = BLOCK_BYTES }: ShardContext): FastEngine {
  const vector = vectorize(plan);
  const kernel = new ScanKernel(loadKernel(), vector.columns, blockBytes, {
    searchedTexts: vector.requiredInLine,
    masksLines: plan.shard.collect.kind === "find-patterns",
  });
  return { kernel, run: fastShards(plan, vector) };
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
  readonly #checkMemory: MemoryCheck;
  readonly #held = new HeldBytes();
  #read = 0;
  #range: RangeReader | undefined;

  constructor(
    plan: Plan,
    context: ShardContext,
    shard: ShardRun,
    fast: FastEngine | undefined,
    checkMemory: MemoryCheck,
  ) {
    this.#plan = plan;
    this.#context = context;
    this.#shard = shard;
    this.#fast = fast && { kernel: fast.kernel, shard: fast.run(this.#shard) };
    this.#checkMemory = checkMemory;
  }

  get isDone(): boolean {
    return this.#shard.isDone();
  }

  outcome(): ShardOutcome {
    this.#endRange();
    this.#checkMemory(this.#read, true);
    return { partial: this.#shard.partial(), reports: this.#reports, problems: this.#problems };
  }

  close(): void {
    this.#range?.close();
  }

  async read({ input, range }: InputPart): Promise<void> {
    if (range === undefined || input.kind !== "file") {
      this.#endRange();
      await this.#readStream(input);
      return;
    }
    if (this.#range?.continuesWith(input, range.start) !== true) {
      this.#endRange();
      this.#range = this.#startRange(input, range.start);
    }
    await this.#range?.readTo(range.end);
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

  #startRange(input: InputFile, start: number): RangeReader {
    if (this.#fast === undefined) throw new Error("ranges are read by the fast engine");
    return new RangeReader(input, start, this.#batchReader(input, start, this.#fast), {
      workingFolder: this.#context.workingFolder,
      isDone: () => this.isDone,
      onRead: (count) => this.#progress(count),
      onProblem: (problem) => void this.#problems.push(problem),
    });
  }

  #endRange(): void {
    this.#range?.end();
    this.#range = undefined;
  }

  /** `offset`: the place in the stream of the first byte that it will be given. */
  #feederFor(input: Input, form: EventForm, offset: number): Feeder {
    if (this.#fast !== undefined && form === "lines") {
      if (wantsNewest(this.#plan)) return this.#backwardFeederFor(input, offset, this.#fast);
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

  #backwardFeederFor(input: Input, offset: number, fast: FastReading): Feeder {
    const first = Math.floor(this.#shard.place()) + 1;
    const { blockBytes = BLOCK_BYTES, maxMemory = Number.POSITIVE_INFINITY, threads = 1 } = this.#context;
    const affordable = Math.floor((maxMemory / threads) * SHARE_OF_HELD);
    return new BackwardFeeder(offset, {
      held: this.#held,
      blockBytes,
      stretchBytes: Math.max(blockBytes, Math.min(blockBytes * BLOCKS_HELD, affordable)),
      readerAt: (place) => this.#batchReader(input, place, fast),
      placeAt: (distance) => this.#shard.placeAt(first + distance),
    });
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
    this.#read += count;
    this.#checkMemory(this.#read);
    this.#context.onRead?.(count);
  }
}

/** By default `@logStream` is the path, `@log` the folder that it stands in (section 2.2). */
function originOf(input: Input, startTime: number): EventOrigin {
  const path = inputPath(input);
  if (input.kind === "file" && input.origin !== undefined) return { ...input.origin, path };
  const log = input.kind === "file" ? `local:${dirname(path)}` : "local:-";
  return { logStream: path, log, ingestionTime: startTime };
}
