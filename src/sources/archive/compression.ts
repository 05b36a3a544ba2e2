/** How an input is compressed. */
export type Compression = "none" | "gzip" | "zstd";

/** How many bytes `recogniseCompression` looks at. */
export const MAGIC_BYTES = 4;

/** Recognises compressed data by its first bytes, never by a file's name. */
export function recogniseCompression(head: Uint8Array): Compression {
  if (startsWith(head, GZIP_MAGIC)) return "gzip";
  return startsWith(head, ZSTD_MAGIC) || isSkippableFrame(head) ? "zstd" : "none";
}

/** The first bytes of a gzip member (RFC 1952, section 2.3.1). */
export const GZIP_MAGIC: readonly number[] = [0x1f, 0x8b];

/** The first bytes of a zstd frame (RFC 8878, section 3.1.1). */
export const ZSTD_MAGIC: readonly number[] = [0x28, 0xb5, 0x2f, 0xfd];

/** The byte-order mark of UTF-8. */
export const UTF8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** Whether data begins with a zstd frame that holds no text (RFC 8878, section 3.1.2). */
export function isSkippableFrame(head: Uint8Array): boolean {
  return head.length >= 4 && ((head[0] ?? 0) & 0xf0) === 0x50 && startsWith(head.subarray(1), [0x2a, 0x4d, 0x18]);
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Whether data ends within a magic number that it begins to spell. */
export function isCutMagic(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length < magic.length && startsWith(bytes, magic.slice(0, bytes.length));
}
