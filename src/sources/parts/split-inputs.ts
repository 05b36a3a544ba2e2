import { closeSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { formOfStream } from "../../scan/index.ts";
import { MAGIC_BYTES, recogniseCompression, startsWith, UTF8_MARK } from "../archive/compression.ts";
import { foreignData } from "../archive/foreign-data.ts";
import type { Input } from "../input.ts";
import { isReadError } from "../read-error.ts";
import type { InputPart } from "./input-part.ts";

/**
 * Divides inputs into shards of about the same work, in the order of the input: cut inside of
 * uncompressed files, behind a newline, and between all others. One shard is the serial case. Each is cut
 * into small parts, so that one thread can take over what another one does not get to, and the last ones can be read first.
 * `mostShards` is asked where there is work for several.
 */
export function splitInputs(
  inputs: readonly Input[],
  workingFolder: string,
  mostShards: () => number,
  { leastBytes, headStart, partBytes }: SplitLimits,
): readonly (readonly InputPart[])[] {
  const pieces = inputs.map((input) => inspect(input, workingFolder));
  const total = pieces.reduce((sum, { work }) => sum + work, 0);
  const shared = Math.max(0, total - headStart);
  const worthwhile = Math.floor(shared / leastBytes);
  const count = worthwhile <= 1 ? 1 : Math.max(1, Math.min(mostShards(), worthwhile));
  const endOf = (shard: number): number => total - (shared * (count - shard)) / count;
  const shards: Piece[][] = [[]];
  let done = 0;
  for (const piece of pieces) {
    let rest: Piece | undefined = piece;
    while (rest !== undefined) {
      const room = endOf(shards.length) - done;
      const isLast = shards.length === count;
      const [taken, left]: [Piece | undefined, Piece | undefined] =
        isLast || rest.work <= room ? [rest, undefined] : cut(rest, room, workingFolder);
      if (taken !== undefined) shards.at(-1)?.push(...cutSmall(taken, partBytes, workingFolder));
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
  /** The least size of the parts of a file, but for its last. */
  readonly partBytes: number;
}

const PART_BYTES = 8e6;

/** A thread takes about 60 ms to start, in which another one reads about 100 MB. */
export const LIMITS_OF_NEW_THREADS: SplitLimits = { leastBytes: 32e6, headStart: 100e6, partBytes: PART_BYTES };

/** One that was started with the program is ready soon after the main one. */
export const LIMITS_OF_WAITING_THREADS: SplitLimits = { leastBytes: 32e6, headStart: 20e6, partBytes: PART_BYTES };

interface Piece extends InputPart {
  /** Set where the work is guessed from the size of compressed data. */
  readonly isCompressed?: true;
}

/** Logs compress about this well. */
export const COMPRESSION_RATIO = 10;

const FIRST_BYTES = 64 * 1024;

/** What most lines are shorter than. */
const LINE_BYTES = 4 * 1024;

/** More than this, and cutting would take longer than it saves. */
const MOST_PARTS = 128;

/** A file whose lines can be read from any place gets a range; all else is read as a stream. */
export function inspect(input: Input, workingFolder: string): Piece {
  if (input.kind !== "file") return { input, work: 0 };
  const first = beginningOf(resolve(workingFolder, input.path));
  if (first === undefined) return { input, work: 0 };
  const head = first.bytes;
  const compression = recogniseCompression(head.subarray(0, MAGIC_BYTES));
  if (compression !== "none") return { input, work: first.size * COMPRESSION_RATIO, isCompressed: true };
  if (startsWith(head, UTF8_MARK) || foreignData(head) !== undefined || formOfStream(head) !== "lines")
    return { input, work: first.size };
  return { input, range: { start: 0, end: first.size }, work: first.size };
}

/** The first bytes of a regular file; undefined for what cannot be read so, and is left to the stream reader. */
function beginningOf(path: string): { bytes: Buffer; size: number } | undefined {
  let file: number | undefined;
  try {
    // Asked before it is opened: a named pipe must be opened once, by who reads it.
    const status = statSync(path);
    const { size } = status;
    if (!status.isFile() || size === 0) return undefined;
    file = openSync(path, "r");
    const bytes = Buffer.alloc(Math.min(FIRST_BYTES, size));
    return { bytes: bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0)), size };
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
  const { input, range } = piece;
  if (range === undefined || input.kind !== "file")
    return work * 2 >= piece.work ? [piece, undefined] : [undefined, piece];
  const [at = range.end] = newlinesBehind(
    resolve(workingFolder, input.path),
    [range.start + Math.floor(work)],
    range.end,
  );
  if (at >= range.end) return [piece, undefined];
  return [partOf(input, range.start, at), partOf(input, at, range.end)];
}

/** Cuts a piece into small ones. */
function cutSmall(piece: Piece, partBytes: number, workingFolder: string): readonly Piece[] {
  const { input, range } = piece;
  if (range === undefined || input.kind !== "file") return [piece];
  const { start, end } = range;
  const count = Math.max(1, Math.min(MOST_PARTS, Math.floor((end - start) / partBytes)));
  if (count === 1) return [piece]; // without opening it: there may be thousands
  const wanted = Array.from({ length: count - 1 }, (_, at) => start + Math.floor(((end - start) * (at + 1)) / count));
  const places = new Set([start, ...newlinesBehind(resolve(workingFolder, input.path), wanted, end), end]);
  const bounds = [...places].sort((a, b) => a - b);
  return bounds.slice(1).map((to, at) => partOf(input, bounds[at] as number, to));
}

function partOf(input: Input, start: number, end: number): Piece {
  return { input, range: { start, end }, work: end - start };
}

/** The places behind the first newline at or after each of some places; the end where there is none. */
function newlinesBehind(path: string, places: readonly number[], end: number): readonly number[] {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const open = file;
    const bytes = Buffer.alloc(LINE_BYTES);
    return places.map((place) => {
      for (let at = place; at < end; at += LINE_BYTES) {
        const count = readSync(open, bytes, 0, LINE_BYTES, at);
        const newline = bytes.subarray(0, count).indexOf(0x0a);
        if (newline >= 0) return Math.min(at + newline + 1, end);
      }
      return end;
    });
  } catch (error) {
    if (!isReadError(error)) throw error;
    return []; // who reads it will say so
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
