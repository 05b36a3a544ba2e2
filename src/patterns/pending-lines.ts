import { LineMasker, MOST_BYTES } from "./mask-line.ts";
import { readMasked, writeMasked } from "./masked-line.ts";
import type { Tally } from "./tally.ts";

/** A masked line that has come, and how often since it was made. */
export interface PendingLine {
  /** As it is counted, with lists of any length as one token. */
  readonly masked: string;
  readonly tally: Tally;
}

interface Known extends PendingLine {
  /** As the masker makes it. */
  readonly bytes: Buffer;
  /** Another line with the same hash. */
  readonly next: Known | undefined;
}

/** Texts and masked lines that are remembered. */
const MOST_PENDING = 20_000;

const NEWLINE = 0x0a;
const LONGEST_CHARACTER = 3;

/**
 * Finds the masked form of lines. Lines with the same text, or the same masked form, come again and
 * again: one whose masked form is known costs no string.
 */
export class PendingLines {
  readonly #masker = new LineMasker();
  readonly #encoded = Buffer.alloc((MOST_BYTES + 1) * LONGEST_CHARACTER + 1);
  readonly #byText = new Map<string, PendingLine>();
  readonly #byHash = new Map<number, Known>();
  #count = 0;

  get isFull(): boolean {
    return this.#byText.size >= MOST_PENDING || this.#count >= MOST_PENDING;
  }

  ofBytes(bytes: Buffer, start: number, end: number): PendingLine {
    this.#masker.mask(bytes, start, end);
    return this.#known();
  }

  ofText(text: string): PendingLine {
    // So many characters have more bytes than the masker looks at.
    const length = this.#encoded.write(text.length > MOST_BYTES ? text.slice(0, MOST_BYTES + 1) : text);
    this.#encoded[length] = NEWLINE;
    return this.ofBytes(this.#encoded, 0, length);
  }

  /** For texts that are likely to have come before. */
  ofRepeatedText(text: string): PendingLine {
    let pending = this.#byText.get(text);
    if (pending === undefined) {
      pending = this.ofText(text);
      this.#byText.set(text, pending);
    }
    return pending;
  }

  *[Symbol.iterator](): Iterator<PendingLine> {
    for (const first of this.#byHash.values()) {
      for (let known: Known | undefined = first; known !== undefined; known = known.next) yield known;
    }
  }

  clear(): void {
    this.#byText.clear();
    this.#byHash.clear();
    this.#count = 0;
  }

  #known(): Known {
    const { masked, length } = this.#masker;
    const hash = this.#masker.hash();
    const first = this.#byHash.get(hash);
    for (let known = first; known !== undefined; known = known.next) {
      if (known.bytes.length === length && masked.compare(known.bytes, 0, length, 0, length) === 0) return known;
    }
    const text = writeMasked(readMasked(masked.toString("utf8", 0, length)));
    const known = { masked: text, tally: new Map(), bytes: Buffer.from(masked.subarray(0, length)), next: first };
    this.#byHash.set(hash, known);
    this.#count++;
    return known;
  }
}
