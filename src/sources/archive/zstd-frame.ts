import type { ByteReader } from "./byte-reader.ts";

/** The header of a zstd frame (RFC 8878, section 3.1.1.1). */
export interface ZstdFrameHeader {
  /** As stored, with its magic number. */
  readonly bytes: Uint8Array;
  /** How far back the frame may refer to its own text. */
  readonly windowBytes: number;
  /** The length of its text, where it says so. */
  readonly textBytes: number | undefined;
  readonly hasChecksum: boolean;
  readonly needsDictionary: boolean;
}

const RESERVED_BIT = 8;

/** Reads the header of the frame that starts here. */
export async function readZstdFrameHeader(archive: ByteReader): Promise<ZstdFrameHeader | "cut-off" | "corrupt"> {
  const descriptor = (await archive.peek(5))[4];
  if (descriptor === undefined) return "cut-off";
  if ((descriptor & RESERVED_BIT) !== 0) return "corrupt";
  const isSingleSegment = (descriptor & 32) !== 0;
  const windowSize = isSingleSegment ? 0 : 1;
  const dictionarySize = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const textSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryAt = 5 + windowSize;
  const textAt = dictionaryAt + dictionarySize;
  const bytes = await archive.take(textAt + textSize);
  if (bytes.length < textAt + textSize) return "cut-off";
  // Lengths of two bytes start where those of one byte end.
  const textBytes = textSize === 0 ? undefined : littleEndian(bytes.subarray(textAt)) + (textSize === 2 ? 256 : 0);
  return {
    bytes,
    windowBytes: isSingleSegment ? (textBytes ?? 0) : windowBytes(bytes[5] ?? 0),
    textBytes,
    hasChecksum: (descriptor & 4) !== 0,
    needsDictionary: littleEndian(bytes.subarray(dictionaryAt, textAt)) !== 0,
  };
}

/** A power of two and up to seven eighths of it (RFC 8878, section 3.1.1.1.2). */
function windowBytes(descriptor: number): number {
  return 2 ** (10 + (descriptor >> 3)) * (1 + (descriptor & 7) / 8);
}

/** One block of a frame (RFC 8878, section 3.1.1.2). */
export interface ZstdBlock {
  /** As stored, with its header. */
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

const REPEATED_BYTE = 1;
const RESERVED = 3;
const MOST_BLOCK_BYTES = 128 * 1024;

/** Reads the block that starts here. */
export async function readZstdBlock(archive: ByteReader): Promise<ZstdBlock | "cut-off" | "corrupt"> {
  const header = await archive.take(3);
  if (header.length < 3) return "cut-off";
  const word = littleEndian(header);
  const kind = (word >> 1) & 3;
  const size = word >> 3;
  if (kind === RESERVED || size > MOST_BLOCK_BYTES) return "corrupt";
  const storedSize = kind === REPEATED_BYTE ? 1 : size;
  const content = await archive.take(storedSize);
  if (content.length < storedSize) return "cut-off";
  return { bytes: Buffer.concat([header, content]), isLast: (word & 1) !== 0 };
}

export function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
