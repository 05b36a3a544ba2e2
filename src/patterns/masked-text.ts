import { BOUNDARY } from "./token-kind.ts";

const BOUNDARY_CODE = BOUNDARY.charCodeAt(0);
/** Of characters that are made a string at once. */
const CHUNK = 4096;

/** The masked line in the making: a line whose masked form is known by its hash costs no string. */
export class MaskedText {
  readonly #codes: Uint16Array;
  #length = 0;

  constructor(capacity: number) {
    this.#codes = new Uint16Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Leaves out what stands behind the first so many characters. */
  cutTo(length: number): void {
    this.#length = length;
  }

  /** What does not fit any more is left out. */
  put(code: number): void {
    if (this.#length < this.#codes.length) this.#codes[this.#length++] = code;
  }

  /** Puts a part of a text as it stands. */
  putText(text: string, start: number, end: number): void {
    const codes = this.#codes;
    const last = Math.min(end, start + codes.length - this.#length);
    let length = this.#length;
    for (let at = start; at < last; at++) codes[length++] = text.charCodeAt(at);
    this.#length = length;
  }

  boundary(): void {
    this.put(BOUNDARY_CODE);
  }

  /** 53 bits, of two hashes. */
  hash(): number {
    const codes = this.#codes;
    let first = 0x811c9dc5 | 0;
    let second = 0x9747b28c | 0;
    for (let at = 0; at < this.#length; at++) {
      const code = codes[at] as number;
      first = Math.imul(first ^ code, 0x01000193);
      second = Math.imul(second ^ code, 0x85ebca6b) ^ (second >>> 15);
    }
    return (first >>> 0) * 0x20_0000 + (second >>> 11);
  }

  toString(): string {
    let text = "";
    for (let at = 0; at < this.#length; at += CHUNK) {
      text += String.fromCharCode(...this.#codes.subarray(at, Math.min(this.#length, at + CHUNK)));
    }
    return text;
  }
}
