/** An IP address as words of 32 bits, the highest first: one for version 4, four for version 6. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly words: readonly number[];
}

/**
 * Reads an address in the text forms of RFC 4291 or as four decimal numbers; undefined for anything
 * else. Numbers with leading zeros, which some programs take for octal, and zones such as `%eth0`
 * are refused.
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  const isVersion6 = text.includes(":");
  const words = isVersion6 ? parseVersion6(text) : parseVersion4(text);
  return words === undefined ? undefined : { version: isVersion6 ? 6 : 4, words };
}

const VERSION_4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function parseVersion4(text: string): readonly [number] | undefined {
  const match = VERSION_4.exec(text);
  if (match === null) return undefined;
  let word = 0;
  for (const digits of match.slice(1)) {
    const byte = Number(digits);
    if (byte > 255 || (digits.length > 1 && digits.startsWith("0"))) return undefined;
    word = word * 256 + byte;
  }
  return [word];
}

const GROUPS = 8;

/** Eight groups of hexadecimal digits; `::` stands for one or more groups of zeros. */
function parseVersion6(text: string): readonly number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [start, end] = [parseGroups(halves[0] ?? "", halves.length === 1), parseGroups(halves[1] ?? "", true)];
  if (start === undefined || end === undefined) return undefined;
  const missing = GROUPS - start.length - end.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...start, ...new Array<number>(missing).fill(0), ...end];
  return [0, 2, 4, 6].map((at) => (groups[at] ?? 0) * 0x10000 + (groups[at + 1] ?? 0));
}

/** Groups between colons; the last two may be written as an address of version 4. */
function parseGroups(text: string, isAtEnd: boolean): readonly number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const version4 = isAtEnd && index === parts.length - 1 ? parseVersion4(part) : undefined;
    if (version4 !== undefined) groups.push(Math.floor(version4[0] / 0x10000), version4[0] % 0x10000);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
