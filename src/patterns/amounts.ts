import { isDigitAt } from "./character-class.ts";
import { DOT, ZERO } from "./characters.ts";
import { withoutQuotes } from "./masked-line.ts";
import { readMasked, readParts } from "./read-masked.ts";
import { kindOf, type TokenKind } from "./token-kind.ts";

/** What can be compared by its size: a number, or a number of units. */
export type AmountKind = Extract<TokenKind, "Number" | "Duration" | "Size">;

/** The amounts of a line: their sizes, and which token of the line as it is counted each is, or -1 for none. */
export interface Amounts {
  readonly values: readonly number[];
  readonly places: readonly number[];
}

export function amountKindOf(token: string | undefined): AmountKind | undefined {
  const kind = token === undefined ? undefined : kindOf(withoutQuotes(token));
  return kind === "Number" || kind === "Duration" || kind === "Size" ? kind : undefined;
}

/**
 * For each amount of a line, as the masker makes it, which token of the line as it is counted it is; nothing where
 * none is. Those within lists are none: lists are one token, and what stands before the first and behind the
 * last of them is found from either end.
 */
export function amountPlaces(masked: string, most: number): readonly number[] {
  const made = readParts(masked);
  const counted = readMasked(masked);
  const shift = counted.tokens.length - made.tokens.length;
  const isSame = (index: number, place: number): boolean =>
    withoutQuotes(counted.tokens[place] ?? "") === withoutQuotes(made.tokens[index] as string) &&
    bare(counted.separators[place]) === bare(made.separators[index]) &&
    bare(counted.separators[place + 1]) === bare(made.separators[index + 1]);
  let fromStart = 0;
  while (fromStart < made.tokens.length && isSame(fromStart, fromStart)) fromStart++;
  let fromEnd = made.tokens.length;
  while (fromEnd > fromStart && isSame(fromEnd - 1, fromEnd - 1 + shift)) fromEnd--;
  const places: number[] = [];
  for (let index = 0; index < made.tokens.length && places.length < most; index++) {
    if (amountKindOf(made.tokens[index]) === undefined) continue;
    places.push(index < fromStart ? index : index >= fromEnd ? index + shift : -1);
  }
  return places.some((place) => place >= 0) ? places : [];
}

/** A separator without the quotes that a JSON text may have taken into its token. */
function bare(separator: string | undefined): string | undefined {
  return separator?.replaceAll('"', "");
}

/** Milliseconds or bytes of a unit; of sizes in small letters. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1e3, sec: 1e3, secs: 1e3, m: 6e4, min: 6e4, mins: 6e4 },
  ...{ h: 36e5, hr: 36e5, hrs: 36e5, d: 864e5, days: 864e5 },
  ...{ b: 1, bytes: 1, k: 2 ** 10, kb: 2 ** 10, kib: 2 ** 10, kbps: 2 ** 10, mb: 2 ** 20, mib: 2 ** 20, mbps: 2 ** 20 },
  ...{ g: 2 ** 30, gb: 2 ** 30, gib: 2 ** 30, gbps: 2 ** 30, tb: 2 ** 40, tib: 2 ** 40, pb: 2 ** 50 },
};

/** The size of an amount, without a sign: a number as it is, durations in milliseconds, sizes in bytes. */
export function readAmount(bytes: Buffer, start: number, end: number): number {
  return end - start <= EXACT_DIGITS ? readShort(bytes, start, end) : readAny(bytes, start, end);
}

/** Numbers of so many digits are exact however they are read. */
const EXACT_DIGITS = 15;

/** Most amounts are whole numbers of few digits, for which no text is made. */
function readShort(bytes: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    if (!isDigitAt(bytes, at)) return readAny(bytes, start, end);
    number = number * 10 + (bytes[at] as number) - ZERO;
  }
  return number;
}

function readAny(bytes: Buffer, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; ) {
    let unit = at;
    while (unit < end && (isDigitAt(bytes, unit) || bytes[unit] === DOT)) unit++;
    let next = unit;
    while (next < end && !isDigitAt(bytes, next)) next++;
    const number = Number(bytes.toString("latin1", at, unit));
    sum += unit === end ? number : number * unitOf(bytes.toString("utf8", unit, next));
    at = next;
  }
  return sum;
}

function unitOf(name: string): number {
  return UNITS[name] ?? UNITS[name.toLowerCase()] ?? 1;
}
