import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { BatchReader } from "../scan/index.ts";
import type { InputFile, ReadProblem } from "./input.ts";
import { explainReadError, isReadError } from "./read-error.ts";

/** What reading ranges needs from outside. */
export interface RangeContext {
  readonly workingFolder: string;
  /** Whether nothing more need be read. */
  readonly isDone: () => boolean;
  /** Told how many bytes were read since it was last told. */
  readonly onRead: (bytes: number) => void;
  readonly onProblem: (problem: ReadProblem) => void;
}

/** After this many blocks of a file, other events of the process get their turn. */
const BLOCKS_AT_ONCE = 32;

/** Reads whole lines of a file, in ranges that follow on each other, straight into the memory of the kernel. */
export class RangeReader {
  readonly #input: InputFile;
  readonly #reader: BatchReader;
  readonly #context: RangeContext;
  readonly #start: number;
  #at: number;
  #file: number | undefined;
  #blocks = 0;
  #hasFailed = false;

  constructor(input: InputFile, start: number, reader: BatchReader, context: RangeContext) {
    this.#input = input;
    this.#reader = reader;
    this.#context = context;
    this.#start = start;
    this.#at = start;
    reader.report.isContinued = start > 0;
  }

  /** Whether a range of an input that begins there is the next one, or what was read before it is all that can be. */
  continuesWith(input: InputFile, start: number): boolean {
    return input === this.#input && (start === this.#at || this.#hasFailed);
  }

  async readTo(end: number): Promise<void> {
    const { isDone } = this.#context;
    while (this.#at < end && !this.#hasFailed && !isDone()) {
      this.#readBlock(end);
      if (++this.#blocks % BLOCKS_AT_ONCE === 0) await setImmediate();
    }
  }

  /** Reads the last line, where it has no newline, and closes the file. */
  end(): void {
    if (!this.#context.isDone()) this.#reader.end();
    this.close();
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #readBlock(end: number): void {
    const count = this.#fill(end);
    if (count === undefined) return;
    this.#at += count;
    this.#reader.filled(count);
    this.#reader.report.bytes += count;
    this.#context.onRead(count);
  }

  /** Gives how many bytes were put into the reader; undefined where there are none. */
  #fill(end: number): number | undefined {
    const { room } = this.#reader;
    try {
      this.#file ??= openSync(resolve(this.#context.workingFolder, this.#input.path), "r");
      const count = readSync(this.#file, room, 0, Math.min(room.length, end - this.#at), this.#at);
      if (count > 0) return count;
      this.#fail("has become shorter while it was read", false);
    } catch (error) {
      if (!isReadError(error)) throw error;
      const reach = this.#at === this.#start ? "cannot be read" : `could be read only up to byte ${this.#at}`;
      this.#fail(`${reach}: ${explainReadError(error)}`, this.#at === 0);
    }
    return undefined;
  }

  #fail(message: string, isFatalForInput: boolean): void {
    this.#hasFailed = true;
    this.#context.onProblem({ path: this.#input.path, message, isFatalForInput });
  }
}
