import { isUtf8 } from "node:buffer";
import { parseIsoTime } from "../values/index.ts";
import type { EventBytes } from "./event-reader.ts";
import { LineSplitter } from "./line-splitter.ts";

/** A longer line is cut: what one event may hold in memory. The service takes events of 1 MB. */
export const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Splits a stream of byte blocks into events. An event is a line, unless the first line has the
 * form of an S3 export, `<ISO time> <message>`: then lines without a time continue the message of
 * the one before. Blank lines are no events; a carriage return before the newline is dropped.
 */
export class EventSplitter {
  readonly #onEvent: (event: EventBytes) => void;
  readonly #lines: LineSplitter;
  #line = 0;
  /** Whether all bytes of the lines that are handed out now are known to be valid UTF-8. */
  #isKnownUtf8 = true;
  #isExport: boolean | undefined;
  #open: ExportEvent | undefined;

  /** `isExportForm`: known where the stream is not read from its first line, which tells it. */
  constructor(onEvent: (event: EventBytes) => void, longestLine: number = LONGEST_LINE, isExportForm?: boolean) {
    this.#onEvent = onEvent;
    this.#isExport = isExportForm;
    this.#lines = new LineSplitter((bytes, start, end, offset) => this.#take(bytes, start, end, offset), longestLine);
  }

  /** Whether the stream has the form of an S3 export; undefined until its first line. */
  get isExportForm(): boolean | undefined {
    return this.#isExport;
  }

  get linesCut(): number {
    return this.#lines.linesCut;
  }

  push(block: Buffer, offset: number): void {
    // One check for a block of lines costs a hundredth of one for each line. A block that ends
    // inside a character fails it, and so does the next: their lines are checked one by one.
    this.#isKnownUtf8 = isUtf8(block) && (this.#isKnownUtf8 || !this.#lines.hasCarried);
    this.#lines.push(block, offset);
  }

  end(): void {
    this.#lines.end();
    this.#closeExportEvent();
  }

  #take(bytes: Buffer, start: number, lineEnd: number, offset: number): void {
    this.#line++;
    const end = withoutCarriageReturn(bytes, start, lineEnd);
    const isBlank = isBlankLine(bytes, start, end);
    if (this.#isExport === undefined && !isBlank) this.#isExport = exportTime(bytes, start, end) !== undefined;
    if (this.#isExport) this.#takeExportLine(bytes.subarray(start, end), offset);
    else if (!isBlank)
      this.#onEvent({ bytes, start, end, offset, line: this.#line, time: undefined, isKnownUtf8: this.#isKnownUtf8 });
  }

  #takeExportLine(line: Buffer, offset: number): void {
    const time = exportTime(line, 0, line.length);
    if (time === undefined) {
      this.#open?.lines.push(Buffer.from(line));
      return;
    }
    this.#closeExportEvent();
    this.#open = { time, offset, line: this.#line, lines: [Buffer.from(line.subarray(EXPORT_PREFIX))] };
  }

  #closeExportEvent(): void {
    if (this.#open === undefined) return;
    const { time, offset, line, lines } = this.#open;
    const bytes = Buffer.concat(lines.flatMap((part, index) => (index === 0 ? [part] : [NEWLINE, part])));
    this.#open = undefined;
    this.#onEvent({ bytes, start: 0, end: bytes.length, offset, line, time, isKnownUtf8: false });
  }
}

/** An event of an S3 export, whose message may still go on. */
interface ExportEvent {
  readonly time: number;
  readonly offset: number;
  readonly line: number;
  readonly lines: Buffer[];
}

const NEWLINE = Buffer.from("\n");

/** The length of `2026-03-01T12:00:00.123Z` and the blank behind it. */
const EXPORT_PREFIX = 25;

/**
 * Whether the first line that is not blank has the form of an S3 export; undefined where the first
 * bytes of a stream are too few to tell.
 */
export function isExport(firstBytes: Buffer): boolean | undefined {
  const start = firstBytes.findIndex((byte) => !BLANKS.has(byte));
  if (start < 0) return undefined;
  const newline = firstBytes.indexOf(0x0a, start);
  if (newline < 0 && firstBytes.length - start < EXPORT_PREFIX) return undefined;
  return exportTime(firstBytes, start, newline < 0 ? firstBytes.length : newline) !== undefined;
}

/** What a line without an event may hold, and the newline behind it. */
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(" \t\r\n"));

/** The time at the start of an S3 export line, in epoch milliseconds. */
function exportTime(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start < EXPORT_PREFIX || bytes[start + 23] !== 0x5a || bytes[start + 24] !== 0x20) return undefined;
  return parseIsoTime(bytes.toString("latin1", start, start + 24));
}

/** Where a line ends that may end in a carriage return. */
export function withoutCarriageReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/** Whether a line holds nothing but blanks: it is no event. */
export function isBlankLine(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}
