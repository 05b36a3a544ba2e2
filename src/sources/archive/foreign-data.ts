import { startsWith } from "./compression.ts";

/** Data that is recognised and not read. */
export interface ForeignData {
  /** Worded to follow the path of the input. */
  readonly message: string;
  readonly help: string;
}

/** So many bytes tell foreign data; more, where they are at hand, tell it more surely. */
export const FOREIGN_BYTES = 4;

/** What no lines can be read of, as its first bytes tell: undefined for all else. */
export function foreignData(head: Uint8Array): ForeignData | undefined {
  if (UTF16_MARKS.some((mark) => startsWith(head, mark)) || isUtf16WithoutMark(head)) return UTF16;
  const archive = ARCHIVES.find(({ magic }) => startsWith(head, magic.slice(0, Math.max(FOREIGN_BYTES, head.length))));
  return archive && { message: `is a ${archive.name} archive, which is not read`, help: archive.help };
}

const UTF16_MARKS: readonly (readonly number[])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const UTF16: ForeignData = {
  message: "is UTF-16 text, which is not read",
  help: "convert it first: iconv -f UTF-16 -t UTF-8",
};

/** Two characters of ASCII, each with a zero before or behind it. */
function isUtf16WithoutMark([a, b, c, d]: Uint8Array): boolean {
  const isLittle = a !== 0 && b === 0 && c !== 0 && c !== undefined && d === 0;
  return isLittle || (a === 0 && b !== 0 && c === 0 && d !== 0 && d !== undefined);
}

const ARCHIVES = [
  // With the size of its blocks, which its options set.
  ...[..."123456789"].map((size) => ({
    name: "bzip2",
    magic: [...Buffer.from(`BZh${size}1AY&SY`)],
    help: "decompress it first: bzip2 -dc FILE | logq ...",
  })),
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], help: "decompress it first: xz -dc FILE | logq ..." },
  { name: "zip", magic: [0x50, 0x4b, 0x03, 0x04], help: "unpack it first: unzip -p FILE | logq ..." },
  { name: "7z", magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], help: "unpack it first: 7z x -so FILE | logq ..." },
];
