import { parseIsoTime } from "../values/index.ts";

/**
 * What the lines of a stream are, as its first line that is not blank tells.
 * - `lines`: each line is the message of an event.
 * - `export`: lines of S3 exports, `<ISO time> <message>`; those without a time continue the message.
 * - `stored`: lines of log streams that `logq serve` keeps, events as JSON of system fields.
 */
export type EventForm = "lines" | "export" | "stored";

/** An event as it was put. Times are epoch milliseconds. */
export interface StoredEvent {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

/** The form of a stream; undefined where its first bytes are too few to tell. */
export function formOfStream(firstBytes: Buffer): EventForm | undefined {
  const start = firstBytes.findIndex((byte) => !BLANKS.has(byte));
  if (start < 0) return undefined;
  const newline = firstBytes.indexOf(0x0a, start);
  const end = newline < 0 ? firstBytes.length : newline;
  if (newline < 0 && end - start < bytesNeeded(firstBytes, start)) return undefined;
  return formOfLine(firstBytes, start, end);
}

/** The form of a stream that begins with this line. */
export function formOfLine(bytes: Buffer, start: number, end: number): EventForm {
  if (exportTime(bytes, start, end) !== undefined) return "export";
  const isStored = STORED_START.test(bytes.toString("latin1", start, Math.min(end, start + STORED_PREFIX)));
  return isStored ? "stored" : "lines";
}

function bytesNeeded(bytes: Buffer, start: number): number {
  const head = bytes.toString("latin1", start, start + STORED_MEMBER.length);
  return STORED_MEMBER.startsWith(head) ? STORED_PREFIX : EXPORT_PREFIX;
}

/** What a line without an event may hold, and the newline behind it. */
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(" \t\r\n"));

/** The length of `2026-03-01T12:00:00.123Z` and the blank behind it. */
export const EXPORT_PREFIX = 25;

/** The time at the start of an S3 export line, in epoch milliseconds. */
export function exportTime(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start < EXPORT_PREFIX || bytes[start + 23] !== 0x5a || bytes[start + 24] !== 0x20) return undefined;
  return parseIsoTime(bytes.toString("latin1", start, start + 24));
}

const STORED_MEMBER = '{"@timestamp":';
const STORED_START = /^\{"@timestamp":\d{1,16},"@ingestionTime":\d{1,16},"@message":"/;
/** The longest text that `STORED_START` matches. */
const STORED_PREFIX = 77;

/** A line, with its newline, that holds an event as it was put, whatever its message is. */
export function printStoredEvent({ timestamp, ingestionTime, message }: StoredEvent): string {
  return `${JSON.stringify({ "@timestamp": timestamp, "@ingestionTime": ingestionTime, "@message": message })}\n`;
}

/** The event in a line of a stored log stream; undefined for a line that was cut or changed. */
export function parseStoredEvent(line: Buffer): StoredEvent | undefined {
  const text = line.toString();
  if (!STORED_START.test(text)) return undefined;
  try {
    const members = JSON.parse(text) as Record<string, unknown>;
    const { "@timestamp": timestamp, "@ingestionTime": ingestionTime, "@message": message } = members;
    return { timestamp: Number(timestamp), ingestionTime: Number(ingestionTime), message: String(message) };
  } catch {
    return undefined;
  }
}
