import { closeSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { formOfStream } from "../scan/index.ts";
import { MAGIC_BYTES, recogniseCompression } from "./archive/compression.ts";
import type { Input } from "./input.ts";
import type { InputPart } from "./input-part.ts";
import { isReadError } from "./read-error.ts";

/**
 * Divides inputs into shards of about the same work, in the order of the input: cut inside of
 * uncompressed files, behind a newline, and between all others. One shard is the serial case.
 */
export function splitInputs(
  inputs: readonly Input[],
  workingFolder: string,
  mostShards: number,
  { leastBytes, headStart }: SplitLimits,
): readonly (readonly InputPart[])[] {
  const pieces = inputs.map((input) => inspect(input, workingFolder));
  const total = pieces.reduce((sum, { work }) => sum + work, 0);
  const shared = Math.max(0, total - headStart);
  const count = Math.max(1, Math.min(mostShards, Math.floor(shared / leastBytes)));
  const endOf = (shard: number): number => total - (shared * (count - shard)) / count;
  const shards: InputPart[][] = [[]];
  let done = 0;
  for (const piece of pieces) {
    let rest: Piece | undefined = piece;
    while (rest !== undefined) {
      const room = endOf(shards.length) - done;
      const isLast = shards.length === count;
      const [taken, left]: [Piece | undefined, Piece | undefined] =
        isLast || rest.work <= room ? [rest, undefined] : cut(rest, room, workingFolder);
      if (taken !== undefined) shards.at(-1)?.push(taken.part);
      done += taken?.work ?? 0;
      rest = left;
      if (!isLast && (left !== undefined || done >= endOf(shards.length))) shards.push([]);
    }
  }
  return shards.filter((parts, index) => index === 0 || parts.length > 0);
}

/** How work is divided, in bytes of text. */
export interface SplitLimits {
  /** The least work for which a further thread is worth its memory. */
  readonly leastBytes: number;
  /** What the first shard gets ahead of the others: it is read while their threads start. */
  readonly headStart: number;
}

/** A thread takes about 60 ms to start, in which another one reads about 100 MB. */
export const LIMITS_OF_NEW_THREADS: SplitLimits = { leastBytes: 32e6, headStart: 100e6 };

/** One that was started with the program is ready soon after the main one. */
export const LIMITS_OF_WAITING_THREADS: SplitLimits = { leastBytes: 32e6, headStart: 20e6 };

/** A part and how much work it is, in bytes of text. */
interface Piece {
  readonly part: InputPart;
  readonly work: number;
  /** Set where the work is guessed from the size of compressed data. */
  readonly isCompressed?: true;
}

/** Logs compress about this well. */
export const COMPRESSION_RATIO = 10;

const FIRST_BYTES = 64 * 1024;

/** A file whose lines can be read from any place gets a range; all else is read as a stream. */
export function inspect(input: Input, workingFolder: string): Piece {
  if (input.kind !== "file") return { part: { input }, work: 0 };
  const first = readAt(resolve(workingFolder, input.path), 0, FIRST_BYTES);
  if (first === undefined) return { part: { input }, work: 0 };
  const head = first.bytes;
  const compression = recogniseCompression(head.subarray(0, MAGIC_BYTES));
  if (compression !== "none") return { part: { input }, work: first.size * COMPRESSION_RATIO, isCompressed: true };
  if (hasMark(head) || formOfStream(head) !== "lines") return { part: { input }, work: first.size };
  return { part: { input, range: { start: 0, end: first.size } }, work: first.size };
}

/** Byte-order marks, of UTF-8 or UTF-16, are the stream reader's business. */
function hasMark([first, second]: Buffer): boolean {
  return (
    (first === 0xef && second === 0xbb) || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  );
}

/** Reads some bytes of a regular file; undefined for what cannot be read so, and is left to the stream reader. */
function readAt(path: string, position: number, count: number): { bytes: Buffer; size: number } | undefined {
  let file: number | undefined;
  try {
    // Asked before it is opened: a named pipe must be opened once, by who reads it.
    const status = statSync(path);
    if (!status.isFile() || status.size === 0) return undefined;
    file = openSync(path, "r");
    const bytes = Buffer.alloc(Math.min(count, Math.max(0, status.size - position)));
    return { bytes: bytes.subarray(0, readSync(file, bytes, 0, bytes.length, position)), size: status.size };
  } catch (error) {
    if (!isReadError(error)) throw error;
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Cuts a piece behind the first newline after about `work`; a piece without a range goes on whole. */
function cut(piece: Piece, work: number, workingFolder: string): [Piece | undefined, Piece | undefined] {
  // A piece before this one, or a line, was longer than a shard's share.
  if (work <= 0) return [undefined, piece];
  const { input, range } = piece.part;
  if (range === undefined || input.kind !== "file")
    return work * 2 >= piece.work ? [piece, undefined] : [undefined, piece];
  const at = behindNewline(resolve(workingFolder, input.path), range.start + Math.floor(work), range.end);
  if (at >= range.end) return [piece, undefined];
  const partOf = (start: number, end: number): Piece => ({ part: { input, range: { start, end } }, work: end - start });
  return [partOf(range.start, at), partOf(at, range.end)];
}

function behindNewline(path: string, from: number, end: number): number {
  for (let at = from; at < end; at += FIRST_BYTES) {
    const newline = readAt(path, at, FIRST_BYTES)?.bytes.indexOf(0x0a) ?? -1;
    if (newline >= 0) return at + newline + 1;
  }
  return end;
}
