import type { Decompress } from "fzstd";
import { type ArchiveFault, CUT_OFF, corrupt, TRAILING_DATA } from "./archive-fault.ts";
import type { ByteReader } from "./byte-reader.ts";
import { isCutMagic, isSkippableFrame, MAGIC_BYTES, startsWith, ZSTD_MAGIC } from "./compression.ts";
import { startXxhash64 } from "./xxhash64.ts";
import { littleEndian, readZstdBlock, readZstdFrameHeader, type ZstdFrameHeader } from "./zstd-frame.ts";

/**
 * The text of a zstd archive of any number of frames (RFC 8878).
 *
 * The archive is taken apart here and only the blocks are left to the library, which by itself
 * neither checks lengths and checksums nor notices a dictionary that it does not have.
 */
export async function* unzstd(
  archive: ByteReader,
  onFault: (fault: ArchiveFault) => void,
): AsyncGenerator<Uint8Array, void> {
  for (let head = await peekMagic(archive); head.length > 0; head = await peekMagic(archive)) {
    let fault: ArchiveFault | undefined;
    if (startsWith(head, ZSTD_MAGIC)) fault = yield* decompressFrame(archive);
    else if (isSkippableFrame(head)) fault = await skipFrame(archive);
    else fault = isCutMagic(head, ZSTD_MAGIC) ? CUT_OFF : TRAILING_DATA;
    if (fault !== undefined) return onFault(fault);
  }
}

function peekMagic(archive: ByteReader): Promise<Uint8Array> {
  return archive.peek(MAGIC_BYTES);
}

async function skipFrame(archive: ByteReader): Promise<ArchiveFault | undefined> {
  const header = await archive.take(8);
  return header.length === 8 && (await archive.passOver(littleEndian(header.subarray(4)))) ? undefined : CUT_OFF;
}

/** The largest window that is decompressed: the same as of the `zstd` program unless it is told otherwise. */
const MOST_WINDOW_BYTES = 128 * 1024 * 1024;

async function* decompressFrame(archive: ByteReader): AsyncGenerator<Uint8Array, ArchiveFault | undefined> {
  const header = await readZstdFrameHeader(archive);
  if (header === "cut-off") return CUT_OFF;
  if (header === "corrupt") return corrupt("invalid header");
  if (header.needsDictionary) return { kind: "unsupported", detail: "it needs a dictionary" };
  if (header.windowBytes > MOST_WINDOW_BYTES) {
    return { kind: "unsupported", detail: "it needs a window of more than 128 MiB" };
  }
  const decompressBlock = await startFrame(header);
  const hash = startXxhash64();
  let textBytes = 0;
  for (let isLast = false; !isLast; ) {
    const block = await readZstdBlock(archive);
    if (block === "cut-off") return CUT_OFF;
    if (block === "corrupt") return corrupt("invalid block");
    const text = decompressBlock(block.bytes);
    if (text === undefined) return corrupt("invalid data");
    if (header.hasChecksum) hash.update(text);
    textBytes += text.length;
    if (text.length > 0) yield text;
    isLast = block.isLast;
  }
  if (textBytes !== (header.textBytes ?? textBytes)) return corrupt("its length does not match");
  if (!header.hasChecksum) return undefined;
  const checksum = await archive.take(4);
  if (checksum.length < 4) return CUT_OFF;
  return littleEndian(checksum) === hash.lowBits() ? undefined : corrupt("its checksum does not match");
}

/** Four blocks without text: the library waits for as many bytes before it reads a header. */
const FILLING = new Uint8Array(12);
const CHECKSUM_FLAG = 4;

/** Starts a frame; gives what turns one block into text, or into undefined where it is corrupt. */
async function startFrame(header: ZstdFrameHeader): Promise<(block: Uint8Array) => Uint8Array | undefined> {
  // Loaded here, because most inputs are not compressed.
  const library = await import("fzstd");
  let texts: Uint8Array[] = [];
  const stream: Decompress = new library.Decompress((text) => texts.push(text));
  const start = Buffer.concat([header.bytes, FILLING]);
  start[4] = (start[4] ?? 0) & ~CHECKSUM_FLAG; // the checksum is not handed over
  stream.push(start);
  return (block) => {
    texts = [];
    try {
      stream.push(block);
    } catch {
      return undefined; // anything from the library's own errors to a write beyond its buffers
    }
    return texts.length === 1 ? texts[0] : Buffer.concat(texts);
  };
}
