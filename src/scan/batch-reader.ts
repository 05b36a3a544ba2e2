import { isUtf8 } from "node:buffer";
import type { Batch, BatchRows, ScanRequest } from "../plan/index.ts";
import { timestamp, type Value } from "../values/index.ts";
import { type EventBytes, type EventOrigin, EventReader, type EventSink, reportOf } from "./event-reader.ts";
import { isBlankLine, LONGEST_LINE, withoutCarriageReturn } from "./event-splitter.ts";
import { LineSplitter } from "./line-splitter.ts";
import { type ScanKernel, type ScannedBatch, SOUND, TEXT, TURNED_AWAY } from "./scan-kernel.ts";
import { isInRange, noteMalformed, noteTimes, type ScanReport, timeOfUntimed } from "./scan-report.ts";

/** Takes batches; odd lines go through `readOdd` to the plain sink. */
export type OnBatch = (batch: Batch, rows: BatchRows) => void;

/**
 * Feeds a stream of bytes to the scan kernel, line by complete line, and whatever the kernel is
 * not sure of to the plain reader. A line longer than the kernel's input goes there as well.
 */
export class BatchReader implements BatchRows {
  readonly report: ScanReport;
  readonly #kernel: ScanKernel;
  readonly #origin: EventOrigin;
  readonly #range: ScanRequest["timeRange"];
  readonly #timeOfUntimed: number | undefined;
  readonly #createPlain: () => EventReader;
  #plain: EventReader | undefined;
  readonly #onBatch: OnBatch;
  /** Bytes of an incomplete line at the start of the kernel's input. */
  #carried = 0;
  /** The place in the stream of the first byte of the kernel's input. */
  #offset: number;
  #isKnownUtf8 = true;
  #long: LineSplitter | undefined;

  constructor(
    kernel: ScanKernel,
    request: ScanRequest,
    slotCount: number,
    origin: EventOrigin,
    plainSink: EventSink,
    onBatch: OnBatch,
    offset: number,
  ) {
    this.#kernel = kernel;
    this.#origin = origin;
    this.#range = request.timeRange;
    this.#timeOfUntimed = timeOfUntimed(request.timeRange, origin.ingestionTime);
    this.report = reportOf(origin);
    // Most inputs do without.
    this.#createPlain = () => new EventReader(request, slotCount, origin, plainSink, this.report);
    this.#onBatch = onBatch;
    this.#offset = offset;
  }

  /** Where the next bytes may be put: at most all of it; `filled` is called with how many were. */
  get room(): Buffer {
    const { memory, inputStart, inputBytes } = this.#kernel;
    return memory.subarray(inputStart + this.#carried, inputStart + inputBytes);
  }

  /** Takes bytes that stand elsewhere. */
  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const count = bytes.copy(this.room, 0, at);
      this.filled(count);
      at += count;
    }
  }

  /** Scans what is complete of the bytes that were put into `room`. */
  filled(count: number): void {
    const { memory, inputStart, inputBytes } = this.#kernel;
    let start = inputStart;
    const end = start + this.#carried + count;
    if (this.#long !== undefined) start = this.#endLongLine(start, end);
    if (this.#long !== undefined) return;
    const fresh = Math.max(start, inputStart + this.#carried);
    const newline = memory.subarray(fresh, end).lastIndexOf(0x0a);
    const rest = newline < 0 ? start : fresh + newline + 1;
    if (rest > start) this.#scan(start, rest);
    memory.copyWithin(inputStart, rest, end);
    this.#carried = end - rest;
    this.#offset += rest - inputStart;
    if (this.#carried === inputBytes) this.#startLongLine();
  }

  /** Scans the last line, if it has no newline. */
  end(): void {
    const { memory, inputStart } = this.#kernel;
    this.#long?.end();
    this.#long = undefined;
    if (this.#carried === 0) return;
    memory[inputStart + this.#carried] = 0x0a;
    this.#scan(inputStart, inputStart + this.#carried + 1);
    this.#carried = 0;
  }

  readOdd(row: number): void {
    const { memory, starts, ends } = this.#kernel;
    const start = starts[row] as number;
    const lineEnd = ends[row] as number;
    const end = withoutCarriageReturn(memory, start, lineEnd);
    if (isBlankLine(memory, start, end)) return;
    const isKnownUtf8 = this.#isKnownUtf8;
    const [line, offset] = [this.#lineOf(row), this.#offsetOf(row)];
    this.#readPlainly({ bytes: memory, start, end, line, offset, time: undefined, isKnownUtf8 });
  }

  #readPlainly(event: EventBytes): void {
    this.#plain ??= this.#createPlain();
    this.#plain.read(event);
  }

  mayHold(row: number): boolean {
    const { search, starts, ends } = this.#kernel;
    return search.mayHold(starts[row] as number, ends[row] as number);
  }

  line(row: number): { readonly bytes: Buffer; readonly start: number; readonly end: number } {
    const { memory, starts, ends } = this.#kernel;
    const start = starts[row] as number;
    return { bytes: memory, start, end: withoutCarriageReturn(memory, start, ends[row] as number) };
  }

  fill(row: Value[], name: string, slot: number, index: number): void {
    const { logStream, log, ingestionTime, path = logStream } = this.#origin;
    switch (name) {
      case "@message":
        row[slot] = this.#bytesOf(index).toString();
        return;
      case "@ptr":
        row[slot] = `${path}:${this.#offsetOf(index)}`;
        return;
      case "@logStream":
        row[slot] = logStream;
        return;
      case "@log":
        row[slot] = log;
        return;
      default:
        row[slot] = name === "@ingestionTime" ? timestamp(ingestionTime) : undefined;
    }
  }

  #lineOf(row: number): number {
    return this.report.lines + row + 1;
  }

  #offsetOf(row: number): number {
    const { starts, inputStart } = this.#kernel;
    return this.#offset + (starts[row] as number) - inputStart;
  }

  /** The bytes of a line, without a carriage return at its end. */
  #bytesOf(row: number): Buffer {
    const { memory, starts, ends } = this.#kernel;
    const start = starts[row] as number;
    return memory.subarray(start, withoutCarriageReturn(memory, start, ends[row] as number));
  }

  #scan(start: number, end: number): void {
    this.#kernel.search.start(end);
    this.#kernel.scan(start, end, (batch) => {
      this.#isKnownUtf8 = batch.isUtf8;
      this.#settle(batch);
      this.#onBatch(batch, this);
      this.report.lines += batch.rowCount;
    });
  }

  /** Counts the sound events of a batch, gives and notes their times; those out of the time range are no longer among the sound rows. */
  #settle(batch: ScannedBatch): void {
    const { report } = this;
    const hasRange = this.#range.start !== undefined || this.#range.end !== undefined;
    for (let at = 0; at < batch.texts.count; at++) {
      const row = batch.texts.rows[at] as number;
      noteMalformed(report, this.#lineOf(row), this.#offsetOf(row));
    }
    if (hasRange || this.#timeOfUntimed !== undefined || !this.#isKnownUtf8) {
      this.#settleEach(batch, hasRange);
      return;
    }
    const { events, earliest, latest } = this.#kernel.summary;
    report.events += events + batch.texts.count;
    if (earliest <= latest) noteTimes(report, earliest, latest);
  }

  #settleEach({ rowCount, statuses, times, sound }: ScannedBatch, hasRange: boolean): void {
    const { report } = this;
    sound.count = 0;
    let earliest = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rowCount; row++) {
      const status = statuses[row] as number;
      if (status !== SOUND && status !== TURNED_AWAY && status !== TEXT) continue;
      report.events++;
      if (Number.isNaN(times[row])) times[row] = this.#timeOfUntimed ?? Number.NaN;
      const time = times[row] as number;
      if (!this.#isKnownUtf8 && !isUtf8(this.#bytesOf(row))) report.invalidUtf8++;
      if (hasRange && !isInRange(this.#range, Number.isNaN(time) ? undefined : time, report)) continue;
      if (time < earliest) earliest = time;
      if (time > latest) latest = time;
      if (status !== TURNED_AWAY) sound.rows[sound.count++] = row;
    }
    if (earliest <= latest) noteTimes(report, earliest, latest);
  }

  #startLongLine(): void {
    const { memory, inputStart, inputBytes } = this.#kernel;
    const splitter = new LineSplitter((bytes, start, lineEnd, offset) => {
      const end = withoutCarriageReturn(bytes, start, lineEnd);
      this.report.lines++;
      if (isBlankLine(bytes, start, end)) return;
      this.#readPlainly({ bytes, start, end, offset, line: this.report.lines, time: undefined, isKnownUtf8: false });
    }, LONGEST_LINE);
    splitter.push(memory.subarray(inputStart, inputStart + inputBytes), this.#offset);
    this.#offset += inputBytes;
    this.#carried = 0;
    this.#long = splitter;
  }

  /** Gives the bytes up to the first newline to the long line; where the lines after it begin. */
  #endLongLine(start: number, end: number): number {
    const { memory } = this.#kernel;
    const newline = memory.subarray(start, end).indexOf(0x0a);
    const behind = newline < 0 ? end : start + newline + 1;
    const before = this.#long?.linesCut ?? 0;
    this.#long?.push(memory.subarray(start, behind), this.#offset);
    this.report.linesCut += (this.#long?.linesCut ?? 0) - before;
    if (newline >= 0) this.#long = undefined;
    else this.#offset += end - start;
    return behind;
  }
}
