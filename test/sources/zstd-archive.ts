/** One frame of uncompressed blocks, as RFC 8878 lays it out. */
export function zstdFrame(blocks: readonly (string | Uint8Array)[], options: ZstdFrameOptions = {}): Buffer {
  const { windowDescriptor = 0x38, textBytes, checksum, dictionary } = options; // 0x38: 128 KiB
  const flags = (textBytes === undefined ? 0 : 0x80) | (checksum ? 4 : 0) | (dictionary === undefined ? 0 : 1);
  const contents = blocks.map((block) => zstdBlock(block, 0));
  return Buffer.concat([
    Buffer.of(0x28, 0xb5, 0x2f, 0xfd, flags, windowDescriptor),
    Buffer.from(dictionary === undefined ? [] : [dictionary]),
    textBytes === undefined ? Buffer.alloc(0) : littleEndian(textBytes, 4),
    ...contents,
    zstdBlock("", 1),
    Buffer.from(checksum ?? []),
  ]);
}

export interface ZstdFrameOptions {
  readonly windowDescriptor?: number;
  /** The length that the header gives, right or wrong. */
  readonly textBytes?: number;
  /** The four bytes at the end. */
  readonly checksum?: readonly number[];
  readonly dictionary?: number;
}

/** A block of kind 0 (as it is), with its header of three bytes. */
function zstdBlock(content: string | Uint8Array, isLast: 0 | 1): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([littleEndian((bytes.length << 3) | isLast, 3), bytes]);
}

/** A frame that holds no text. */
export function skippableFrame(content: string): Buffer {
  return Buffer.concat([Buffer.of(0x53, 0x2a, 0x4d, 0x18), littleEndian(content.length, 4), Buffer.from(content)]);
}

function littleEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
