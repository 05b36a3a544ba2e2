import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { type EventForm, formOfStream } from "../../scan/index.ts";
import { type LogStream, recogniseCompression } from "../../sources/index.ts";
import type { LogEvent } from "../events/log-event.ts";
import { readEvents } from "../events/read-events.ts";

/** How far a file has been read. */
interface Progress {
  offset: number;
  form: EventForm | undefined;
  readonly isArchive: boolean;
}

/** So much of a file tells its form. */
const HEAD_BYTES = 64 * 1024;

/**
 * Finds what is written to log streams from a moment on: complete lines, of files that are told apart by
 * what they are and not by their names, so that a file which is rotated is not read again. Archives
 * are passed over: they are written when their events are old.
 */
export class NewEvents {
  readonly #workingFolder: string;
  readonly #progress = new Map<string, Progress>();

  constructor(workingFolder: string) {
    this.#workingFolder = workingFolder;
  }

  /** What is in these streams now is not new. */
  async begin(streams: readonly LogStream[]): Promise<void> {
    for (const stream of streams) {
      await this.#withFile(stream, async (file, identity, size) => {
        const head = await headOf(file);
        const offset = await behindLastLine(file, 0, size);
        this.#progress.set(identity, { offset, form: formOfStream(head), isArchive: isArchive(head) });
      });
    }
  }

  /** The events of a stream that were written since the last time. */
  async *of(stream: LogStream): AsyncGenerator<LogEvent> {
    let found: { readonly start: number; readonly end: number; readonly progress: Progress } | undefined;
    await this.#withFile(stream, async (file, identity, size) => {
      let progress = this.#progress.get(identity);
      if (progress === undefined || size < progress.offset) {
        progress = { offset: 0, form: undefined, isArchive: isArchive(await headOf(file)) };
        this.#progress.set(identity, progress);
      }
      if (progress.isArchive) return;
      const end = await behindLastLine(file, progress.offset, size);
      if (end > progress.offset) found = { start: progress.offset, end, progress };
    });
    if (found === undefined) return;
    const { start, end, progress } = found;
    const form = progress.form === undefined ? {} : { form: progress.form };
    progress.offset = end;
    const range = { workingFolder: this.#workingFolder, start, end, ...form };
    // A file that is gone is no problem: it was rotated away.
    for await (const batch of readEvents(stream.input, { ...range, onProblem: () => {} })) {
      progress.form = batch.form;
      for (const { time, ingestionTime, offset, message } of batch.events) {
        yield { time: time ?? ingestionTime, ingestionTime, logStreamName: stream.name, offset, message };
      }
    }
  }

  async #withFile(
    { input }: LogStream,
    work: (file: FileHandle, identity: string, size: number) => Promise<void>,
  ): Promise<void> {
    const file = await open(resolve(this.#workingFolder, input.path)).catch(() => undefined);
    if (file === undefined) return; // removed meanwhile
    try {
      const { dev, ino, size } = await file.stat();
      await work(file, `${dev}:${ino}`, size);
    } finally {
      await file.close();
    }
  }
}

function isArchive(head: Buffer): boolean {
  return recogniseCompression(head) !== "none";
}

async function headOf(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** The place behind the last newline between two places; the first place without one. */
async function behindLastLine(file: FileHandle, start: number, end: number): Promise<number> {
  const buffer = Buffer.alloc(Math.min(HEAD_BYTES, end - start));
  for (let at = end; at > start; ) {
    const from = Math.max(start, at - buffer.length);
    const { bytesRead } = await file.read(buffer, 0, at - from, from);
    const newline = buffer.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (newline >= 0) return from + newline + 1;
    at = from;
  }
  return start;
}
