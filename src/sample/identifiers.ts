import type { Random } from "../support/random.ts";

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Eight hexadecimal digits, as in `usr_a1b2c3d4`. */
export function hex8(random: Random): string {
  const word = random.word();
  return `${byteText(word >>> 24)}${byteText(word >>> 16)}${byteText(word >>> 8)}${byteText(word)}`;
}

/** Twelve hexadecimal digits, as the service's request ids have them. */
export function hex12(random: Random): string {
  return hex8(random) + hex4(random);
}

/** A random UUID. Of the allowed variant digits only the letters: no run of it looks like a card number. */
export function uuid(random: Random): string {
  const variant = random.chance(0.5) ? "a" : "b";
  const tail = `${variant}${hex4(random).slice(1)}-${hex12(random)}`;
  return `${hex8(random)}-${hex4(random)}-4${hex4(random).slice(1)}-${tail}`;
}

function hex4(random: Random): string {
  const word = random.word();
  return byteText(word >>> 24) + byteText(word >>> 16);
}

function byteText(word: number): string {
  return BYTES[word & 0xff] ?? "";
}
