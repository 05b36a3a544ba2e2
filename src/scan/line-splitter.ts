/** A line in bytes, without its newline; `offset` is its place in the stream. */
export type OnLine = (bytes: Buffer, start: number, end: number, offset: number) => void;

/**
 * Splits a stream of byte blocks into lines without decoding them.
 *
 * A line may span any number of blocks. The bytes handed out stay valid only until `onLine`
 * returns. What is longer than `longestLine` is cut there and counted; the rest of it is skipped.
 */
export class LineSplitter {
  readonly #onLine: OnLine;
  readonly #longestLine: number;
  /** The beginning of a line that is not complete yet. */
  #carried: Buffer[] = [];
  #carriedLength = 0;
  #carriedOffset = 0;
  #isSkipping = false;
  linesCut = 0;

  constructor(onLine: OnLine, longestLine: number) {
    this.#onLine = onLine;
    this.#longestLine = longestLine;
  }

  /** Whether a line has begun and not ended yet. */
  get hasCarried(): boolean {
    return this.#carriedLength > 0 || this.#isSkipping;
  }

  /** Takes the next block; `offset` is the place of its first byte in the stream. */
  push(block: Buffer, offset: number): void {
    let at = 0;
    for (;;) {
      const newline = block.indexOf(0x0a, at);
      if (newline < 0) break;
      if (this.hasCarried) this.#endCarried(block.subarray(at, newline), offset + at);
      else this.#emit(block, at, newline, offset + at);
      at = newline + 1;
    }
    if (at < block.length) this.#carry(block.subarray(at), offset + at);
  }

  /** Hands out the last line, if it has no newline. */
  end(): void {
    if (this.#carriedLength > 0) this.#endCarried(Buffer.alloc(0), this.#carriedOffset);
  }

  #carry(part: Buffer, offset: number): void {
    if (this.#isSkipping) return;
    if (this.#carriedLength === 0) this.#carriedOffset = offset;
    const room = this.#longestLine - this.#carriedLength;
    this.#carried.push(Buffer.from(part.subarray(0, room)));
    this.#carriedLength += Math.min(part.length, room);
    if (part.length > room) this.#cutLine();
  }

  #cutLine(): void {
    const line = Buffer.concat(this.#carried);
    this.#release();
    this.#isSkipping = true;
    this.linesCut++;
    this.#onLine(line, 0, line.length, this.#carriedOffset);
  }

  #endCarried(rest: Buffer, offset: number): void {
    if (!this.#isSkipping) this.#carry(rest, offset);
    if (!this.#isSkipping) {
      const line = Buffer.concat(this.#carried);
      this.#release();
      this.#onLine(line, 0, line.length, this.#carriedOffset);
    }
    this.#isSkipping = false;
  }

  #release(): void {
    this.#carried = [];
    this.#carriedLength = 0;
  }

  #emit(block: Buffer, start: number, end: number, offset: number): void {
    if (end - start <= this.#longestLine) {
      this.#onLine(block, start, end, offset);
      return;
    }
    this.linesCut++;
    this.#onLine(block, start, start + this.#longestLine, offset);
  }
}
