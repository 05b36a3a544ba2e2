import type { BatchReader, ScanReport } from "../scan/index.ts";

const NEWLINE = 0x0a;

/** Room for what is held, which inputs use one after the other: it grows with the largest. */
export class HeldBytes {
  bytes: Buffer = Buffer.alloc(0);

  /** False where it has as much room as it may get. */
  grow(leastBytes: number, mostBytes: number): boolean {
    if (this.bytes.length >= mostBytes) return false;
    const wider = Buffer.allocUnsafeSlow(Math.min(mostBytes, Math.max(leastBytes, this.bytes.length * 2)));
    this.bytes.copy(wider);
    this.bytes = wider;
    return true;
  }
}

/** What reading backward needs from outside. */
export interface BackwardContext {
  readonly held: HeldBytes;
  /** How many bytes are read at once, and how many are held, to be read from the last to the first. */
  readonly blockBytes: number;
  readonly stretchBytes: number;
  /** Makes a reader of the lines from a place in the stream on; those of one stretch are made in the order of the input. */
  readonly readerAt: (offset: number) => BatchReader;
  /** Says how far behind the beginning of this input the rows stand that are read next: no two lines are nearer to each other than one. */
  readonly placeAt: (distance: number) => void;
}

/**
 * Takes a stream of lines of which the newest are wanted, and reads it in stretches, each from its end. Logs are mostly
 * in the order of time: read as they come, each row would be newer than all before it, and be made; so the newest rows
 * of a stretch, which stand at its end, keep the others from being made.
 */
export class BackwardFeeder {
  /** Of the first part. */
  readonly report: ScanReport;
  readonly #context: BackwardContext;
  /** Until it is used. */
  #first: BatchReader | undefined;
  #count = 0;
  /** The place in the stream of the first byte that is held, and where the stream begins. */
  #offset: number;
  readonly #start: number;
  /** Reads a line that is longer than a stretch, and all behind it, as it comes. */
  #forward: BatchReader | undefined;

  constructor(offset: number, context: BackwardContext) {
    this.#context = context;
    this.#offset = offset;
    this.#start = offset;
    const first = context.readerAt(offset);
    this.#first = first;
    this.report = first.report;
  }

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#count === this.#held.length) this.#makeRoom();
      if (this.#forward !== undefined) {
        this.#forward.push(bytes.subarray(at));
        return;
      }
      const count = bytes.copy(this.#held, this.#count, at);
      at += count;
      this.#count += count;
    }
  }

  end(): void {
    if (this.#forward !== undefined) {
      this.#forward.end();
      return;
    }
    this.#read(this.#count);
    this.#context.placeAt(this.#offset - this.#start);
  }

  get #held(): Buffer {
    return this.#context.held.bytes;
  }

  #makeRoom(): void {
    const { held, blockBytes, stretchBytes } = this.#context;
    if (held.grow(blockBytes, stretchBytes)) return;
    const end = this.#held.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      this.#read(end);
      this.#held.copyWithin(0, end, this.#count);
      this.#count -= end;
      return;
    }
    this.#context.placeAt(this.#offset - this.#start);
    this.#forward = this.#readerAt(this.#offset);
    this.#forward.push(this.#held);
    this.#count = 0; // all of it is read
  }

  /** Reads the lines up to a place in what is held. */
  #read(end: number): void {
    const parts: { readonly start: number; readonly end: number; readonly reader: BatchReader }[] = [];
    for (let start = 0; start < end; ) {
      const behind = endOfPart(this.#held, start, end, this.#context.blockBytes);
      parts.push({ start, end: behind, reader: this.#readerAt(this.#offset + start) });
      start = behind;
    }
    for (const part of parts.toReversed()) {
      this.#context.placeAt(this.#offset + part.start - this.#start);
      part.reader.push(this.#held.subarray(part.start, part.end));
      part.reader.end();
    }
    this.#offset += end;
  }

  #readerAt(offset: number): BatchReader {
    const first = this.#first;
    if (first !== undefined) {
      this.#first = undefined;
      return first;
    }
    const reader = this.#context.readerAt(offset);
    reader.report.isContinued = true;
    return reader;
  }
}

/** Behind the last whole line that begins and ends within so many bytes; behind the first line where that is longer. */
function endOfPart(bytes: Buffer, start: number, end: number, mostBytes: number): number {
  if (end - start <= mostBytes) return end;
  const newline = bytes.subarray(start, start + mostBytes).lastIndexOf(NEWLINE);
  if (newline >= 0) return start + newline + 1;
  const next = bytes.subarray(start, end).indexOf(NEWLINE, mostBytes);
  return next < 0 ? end : start + next + 1;
}
