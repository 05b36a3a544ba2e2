/** The bytes in blocks of one size, as a pipe may deliver them. */
export async function* blocksOf(bytes: Buffer, blockBytes: number = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += blockBytes) yield bytes.subarray(at, at + blockBytes);
}

const UTF8_MARK = Buffer.from("\ufeff");

/** The text of a file, and where it begins: behind a byte-order mark, if there is one. */
export function withoutMark(bytes: Buffer): { readonly text: Buffer; readonly offset: number } {
  const offset = bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? UTF8_MARK.length : 0;
  return { text: bytes.subarray(offset), offset };
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Cuts text between events into parts of about equal numbers of events; some may be empty. */
export function cutIntoShards(text: Buffer, count: number): readonly Part[] {
  const starts = eventStarts(text);
  const cut = (index: number): number => {
    if (index === 0) return 0;
    return starts[Math.floor((starts.length * index) / count)] ?? text.length;
  };
  return Array.from({ length: count }, (_, index) => ({
    start: cut(index),
    end: index + 1 === count ? text.length : cut(index + 1),
  }));
}

/** `2026-03-01T12:00:00.123Z ` at the start of a line of an S3 export. */
const EXPORT_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /;

/**
 * Where a part may begin: at lines that have the form of the first one, because a part is read as
 * an S3 export, or not, by the form of its own first line.
 */
function eventStarts(text: Buffer): number[] {
  const starts: number[] = [];
  let isExport: boolean | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf(0x0a, at);
    const end = newline < 0 ? text.length : newline;
    const line = text.toString("latin1", at, end);
    const hasTime = EXPORT_TIME.test(line);
    if (isExport === undefined && line.trim() !== "") isExport = hasTime;
    if (isExport === undefined || isExport === hasTime) starts.push(at);
    at = end + 1;
  }
  return starts;
}
