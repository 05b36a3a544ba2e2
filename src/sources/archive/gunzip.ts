import { crc32 } from "node:zlib";
import { type ArchiveFault, CUT_OFF, corrupt, TRAILING_DATA } from "./archive-fault.ts";
import type { ByteReader } from "./byte-reader.ts";
import { GZIP_MAGIC, isCutMagic, startsWith } from "./compression.ts";
import { type InflatedPiece, openInflater } from "./inflater.ts";

/**
 * The text of a gzip archive of any number of members (RFC 1952).
 *
 * Headers and trailers are read here and only the deflate streams between them are left to
 * Node: its own gzip stream drops text at the end of an archive that something else follows,
 * and does not tell an archive that ends where a member does from one that is cut off.
 */
export async function* gunzip(
  archive: ByteReader,
  onFault: (fault: ArchiveFault) => void,
): AsyncGenerator<Uint8Array, void> {
  for (let hasMember = true; hasMember; ) {
    const fault = (await skipHeader(archive)) ?? (yield* inflateMember(archive));
    if (fault !== undefined) return onFault(fault);
    await skipZeros(archive);
    const head = await archive.peek(GZIP_MAGIC.length);
    hasMember = startsWith(head, GZIP_MAGIC);
    if (!hasMember && head.length > 0) onFault(isCutMagic(head, GZIP_MAGIC) ? CUT_OFF : TRAILING_DATA);
  }
}

const DEFLATE = 8;
const HAS_HEADER_CHECKSUM = 2;
const HAS_EXTRA_FIELD = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED_FLAGS = 0xe0;

async function skipHeader(archive: ByteReader): Promise<ArchiveFault | undefined> {
  const header = await archive.take(10);
  const flags = header[3] ?? 0;
  if (header.length < 10) return CUT_OFF;
  if (header[2] !== DEFLATE || (flags & RESERVED_FLAGS) !== 0) return corrupt("unknown compression method");
  if ((flags & HAS_EXTRA_FIELD) !== 0) {
    const size = await archive.take(2);
    if (size.length < 2 || !(await archive.passOver(Buffer.from(size).readUInt16LE()))) return CUT_OFF;
  }
  if ((flags & HAS_NAME) !== 0 && !(await skipPastZero(archive))) return CUT_OFF;
  if ((flags & HAS_COMMENT) !== 0 && !(await skipPastZero(archive))) return CUT_OFF;
  if ((flags & HAS_HEADER_CHECKSUM) !== 0 && !(await archive.passOver(2))) return CUT_OFF;
  return undefined;
}

async function skipPastZero(archive: ByteReader): Promise<boolean> {
  for (let bytes = await archive.peek(1); bytes.length > 0; bytes = await archive.peek(1)) {
    const zeroAt = bytes.indexOf(0);
    archive.drop(zeroAt < 0 ? bytes.length : zeroAt + 1);
    if (zeroAt >= 0) return true;
  }
  return false;
}

/** Zeros fill up archives on tapes and block devices. */
async function skipZeros(archive: ByteReader): Promise<void> {
  for (let bytes = await archive.peek(1); bytes[0] === 0; bytes = await archive.peek(1)) {
    const usedAt = bytes.findIndex((byte) => byte !== 0);
    archive.drop(usedAt < 0 ? bytes.length : usedAt);
  }
}

/** Compressed bytes that are decompressed at once: their text is held until it has been yielded. */
const PIECE_BYTES = 16384;

async function* inflateMember(archive: ByteReader): AsyncGenerator<Uint8Array, ArchiveFault | undefined> {
  const inflater = openInflater();
  const history = keepHistory();
  let checksum = 0;
  let textBytes = 0;
  const inflateNext = async (): Promise<InflatedPiece | undefined> => {
    const piece = (await archive.peek(1)).subarray(0, PIECE_BYTES);
    if (piece.length === 0) return undefined;
    history.add(piece);
    const inflated = await inflater.push(piece);
    archive.drop(inflated.usedBytes);
    return inflated;
  };
  try {
    let ahead: ReturnType<typeof inflateNext> | undefined;
    for (let isEnd = false; !isEnd; ) {
      const inflated = await (ahead ?? inflateNext());
      if (inflated === undefined) return CUT_OFF;
      const { texts, outcome } = inflated;
      isEnd = outcome.kind !== "more";
      // What is at hand is decompressed beside this thread, while it reads the text of the piece before. What has yet
      // to arrive is not waited for: the reader may have enough before.
      ahead = !isEnd && archive.hasUnread ? inflateNext() : undefined;
      for (const text of texts) {
        checksum = crc32(text, checksum);
        textBytes += text.length;
        yield text;
      }
      if (outcome.kind === "corrupt") {
        yield* salvage(history.pieces(), textBytes);
        return corrupt(outcome.detail);
      }
    }
  } finally {
    inflater.close();
  }
  const trailer = Buffer.from(await archive.take(8));
  if (trailer.length < 8) return CUT_OFF;
  if (trailer.readUInt32LE(0) !== checksum) return corrupt("its checksum does not match");
  if (trailer.readUInt32LE(4) !== textBytes % 2 ** 32) return corrupt("its length does not match");
  return undefined;
}

/** Compressed bytes of a member that are kept in case they are needed once more. */
const HISTORY_BYTES = 4 * 1024 * 1024;

interface History {
  add(piece: Uint8Array): void;
  /** All pieces of the member; none when it has outgrown what is kept. */
  pieces(): readonly Uint8Array[];
}

function keepHistory(): History {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  return {
    add(piece) {
      bytes += piece.length;
      if (bytes <= HISTORY_BYTES) pieces.push(new Uint8Array(piece));
      else pieces = [];
    },
    pieces: () => pieces,
  };
}

/**
 * The text between what was yielded and a fault. Node throws away the block of text in which it
 * finds one, which may be all of a small archive: so the member is decompressed once more, its
 * last piece byte by byte. Of larger members less than one block is lost.
 */
async function* salvage(pieces: readonly Uint8Array[], textBytes: number): AsyncGenerator<Uint8Array> {
  const inflater = openInflater();
  const salvaged: Uint8Array[] = [];
  let position = 0;
  try {
    for (const piece of bytewiseAtEnd(pieces)) {
      const { texts, outcome } = await inflater.push(piece);
      for (const text of texts) {
        salvaged.push(text.subarray(Math.max(0, textBytes - position)));
        position += text.length;
      }
      if (outcome.kind !== "more") break;
    }
  } finally {
    inflater.close();
  }
  yield Buffer.concat(salvaged);
}

function* bytewiseAtEnd(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  yield* pieces.slice(0, -1);
  for (const byte of pieces.at(-1) ?? []) yield Uint8Array.of(byte);
}
