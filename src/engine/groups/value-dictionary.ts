import { withRoom } from "../../support/with-room.ts";
import { isTimestamp, numberInLog, toText, type Value } from "../../values/index.ts";

/** How the first value of those that print the same is made from its text, or that it is kept. */
const TEXT = 0;
const LOGGED_NUMBER = 1;
const KEPT = 2;

const FIRST_PLACES = 128;

/** A dictionary as plain data, whose long parts are arrays of numbers: quick to send to another thread. */
export interface PackedDictionary {
  readonly count: number;
  /** The printed texts in UTF-8, one behind the other. */
  readonly bytes: Uint8Array;
  /** Where each of them ends. */
  readonly ends: Uint32Array;
  readonly hashes: Int32Array;
  /** The hash table, so that it need not be made again. */
  readonly places: Int32Array;
  readonly kinds: Uint8Array;
  /** By number, the values that are no texts and no numbers as a log wrote them. */
  readonly kept: ReadonlyMap<number, Value>;
  readonly mixed: ReadonlySet<number>;
  readonly missing: number | undefined;
  readonly broken: ReadonlyMap<string, number>;
}

/**
 * Gives values numbers, from 0, in the order in which they are first seen: values that print the same have
 * the same number, and a missing one its own (sections 5.9 and 5.10). A hash table over bytes: of a million texts, a Map
 * would make as many strings, and take several times as long to find them.
 */
export class ValueDictionary {
  count: number;
  #bytes: Uint8Array;
  #ends: Uint32Array;
  #hashes: Int32Array;
  #kinds: Uint8Array;
  /**
   * For each place one more than the number of the text that has it, or 0, and its hash beside it, so that a place of
   * another text is told at a look. A power of two of places, at most half of them taken.
   */
  #places: Int32Array;
  readonly #kept: Map<number, Value>;
  /** The numbers of values that print the same and are not: a text and a number, or numbers that are rounded. */
  readonly #mixed: Set<number>;
  #missing: number | undefined;
  /** Texts with half of a pair of surrogates, which has no form in UTF-8. */
  readonly #broken: Map<string, number>;
  #scratch = Buffer.alloc(256);

  /** Begins with the values of another one, which are taken over. */
  constructor(packed?: PackedDictionary) {
    this.count = packed?.count ?? 0;
    this.#bytes = packed?.bytes ?? new Uint8Array(0);
    this.#ends = packed?.ends ?? new Uint32Array(0);
    this.#hashes = packed?.hashes ?? new Int32Array(0);
    this.#kinds = packed?.kinds ?? new Uint8Array(0);
    this.#places = packed?.places ?? new Int32Array(FIRST_PLACES * 2);
    this.#kept = new Map(packed?.kept);
    this.#mixed = new Set(packed?.mixed);
    this.#missing = packed?.missing;
    this.#broken = new Map(packed?.broken);
  }

  numberOf(value: Value): number {
    const text = toText(value);
    if (text === undefined) {
      this.#missing ??= this.#keep(value);
      return this.#missing;
    }
    const length = this.#encode(text);
    if (length < 0) return this.#numberOfBroken(text, value);
    const kind = kindOf(value);
    const { count } = this;
    const number = this.#numberOfBytes(this.#scratch, 0, length, hashOf(this.#scratch, 0, length), kind);
    if (kind !== KEPT) return number;
    if (number === count) this.#kept.set(number, value);
    else if (!isSame(this.valueOf(number), value)) this.#mixed.add(number);
    return number;
  }

  /**
   * The number of a text or of a number as a log wrote it, by its bytes; undefined where they are not ASCII and may not be
   * the only ones that read so.
   */
  numberOfLeaf(bytes: Uint8Array, start: number, end: number, isNumber: boolean): number | undefined {
    if (!isAscii(bytes, start, end)) return undefined;
    return this.#numberOfBytes(bytes, start, end, hashOf(bytes, start, end), isNumber ? LOGGED_NUMBER : TEXT);
  }

  /** Whether one of the values with a number may be another one than the first (see `isSame`). */
  isMixed(number: number): boolean {
    return this.#mixed.size > 0 && this.#mixed.has(number);
  }

  /** The numbers that the values of another dictionary have in this one, by their numbers there. */
  numbersOf({ count, bytes, ends, hashes, kinds, kept, mixed }: PackedDictionary): Int32Array {
    const numbers = new Int32Array(count);
    let start = 0;
    for (let number = 0; number < count; number++) {
      const end = ends[number] as number;
      const kind = kinds[number] as number;
      numbers[number] =
        kind === KEPT
          ? this.numberOf(kept.get(number))
          : this.#numberOfBytes(bytes, start, end, hashes[number] as number, kind);
      start = end;
    }
    for (const number of mixed) this.#mixed.add(numbers[number] as number);
    return numbers;
  }

  /** The first value with a number. */
  valueOf(number: number): Value {
    const kind = this.#kinds[number];
    if (kind === KEPT) return this.#kept.get(number);
    const start = number === 0 ? 0 : (this.#ends[number - 1] as number);
    const text = Buffer.from(this.#bytes.buffer, start, (this.#ends[number] as number) - start).toString();
    return kind === TEXT ? text : numberInLog(text);
  }

  pack(): PackedDictionary {
    const { count } = this;
    return {
      count,
      bytes: this.#bytes.slice(0, count === 0 ? 0 : this.#ends[count - 1]),
      ends: this.#ends.slice(0, count),
      hashes: this.#hashes.slice(0, count),
      places: this.#places.slice(),
      kinds: this.#kinds.slice(0, count),
      kept: this.#kept,
      mixed: this.#mixed,
      missing: this.#missing,
      broken: this.#broken,
    };
  }

  #numberOfBytes(bytes: Uint8Array, start: number, end: number, hash: number, kind: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    let place = placeOf(hash) & mask;
    for (;;) {
      const number = (places[place] as number) - 1;
      if (number < 0) break;
      if (places[place + 1] === hash && this.#isText(number, bytes, start, end)) {
        if (this.#kinds[number] !== kind) this.#mixed.add(number);
        return number;
      }
      place = (place + 2) & mask;
    }
    places[place] = this.count + 1;
    places[place + 1] = hash;
    const from = this.count === 0 ? 0 : (this.#ends[this.count - 1] as number);
    this.#bytes = withRoom(this.#bytes, from + end - start);
    for (let at = start; at < end; at++) this.#bytes[from + at - start] = bytes[at] as number;
    const number = this.#add(from + end - start, hash, kind);
    if (this.count * 4 > places.length) this.#widen();
    return number;
  }

  #isText(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = number === 0 ? 0 : (this.#ends[number - 1] as number);
    if ((this.#ends[number] as number) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (this.#bytes[from + at - start] !== bytes[at]) return false;
    return true;
  }

  #numberOfBroken(text: string, value: Value): number {
    const known = this.#broken.get(text);
    if (known !== undefined) return known;
    const number = this.#keep(value);
    this.#broken.set(text, number);
    return number;
  }

  /** Adds a value that is not found by bytes. */
  #keep(value: Value): number {
    const number = this.#add(this.count === 0 ? 0 : (this.#ends[this.count - 1] as number), 0, KEPT);
    this.#kept.set(number, value);
    return number;
  }

  #add(end: number, hash: number, kind: number): number {
    const number = this.count++;
    this.#ends = withRoom(this.#ends, this.count);
    this.#hashes = withRoom(this.#hashes, this.count);
    this.#kinds = withRoom(this.#kinds, this.count);
    this.#ends[number] = end;
    this.#hashes[number] = hash;
    this.#kinds[number] = kind;
    return number;
  }

  #widen(): void {
    const before = this.#places;
    const places = new Int32Array(before.length * 4);
    const mask = places.length - 1;
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === 0) continue;
      const hash = before[at + 1] as number;
      let place = placeOf(hash) & mask;
      while (places[place] !== 0) place = (place + 2) & mask;
      places[place] = before[at] as number;
      places[place + 1] = hash;
    }
    this.#places = places;
  }

  /** Writes a text in UTF-8; gives how many bytes it takes, or a negative number where it has no such form. */
  #encode(text: string): number {
    const { length } = text;
    if (this.#scratch.length < length * 3) this.#scratch = Buffer.alloc(length * 6);
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x80) return text.isWellFormed() ? this.#scratch.write(text) : -1;
      this.#scratch[at] = code;
    }
    return length;
  }
}

function kindOf(value: Value): number {
  if (typeof value === "string") return TEXT;
  return isNumberInLog(value) ? LOGGED_NUMBER : KEPT;
}

/** Whether values that print the same are the same in every way; structures only where they are one object. */
export function isSame(left: Value, right: Value): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (isTimestamp(left)) return isTimestamp(right) && left.epochMilliseconds === right.epochMilliseconds;
  return isNumberInLog(left) && isNumberInLog(right);
}

/** Whether a value is what a scan makes of its text. */
function isNumberInLog(value: Value): boolean {
  if (typeof value !== "object" || value.kind !== "number") return false;
  return Number.isFinite(value.value) && Object.is(Number(value.text), value.value);
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0;
  for (let at = start; at < end; at++) all |= bytes[at] as number;
  return all < 0x80;
}

/** FNV-1a, over words of 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash;
}

/** An even number; the high bits of the hash are the better mixed ones. */
function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) << 1;
}
