/**
 * Reads a stream of bytes in the portions that a format asks for, however the stream is cut
 * into chunks. A chunk of the stream needs to stay valid only until the next one is asked for.
 */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #unread: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /**
   * All bytes at hand, at least `count` of them; fewer only at the end of the stream. They stay
   * unread until `drop`, and valid until anything else is read.
   */
  async peek(count: number): Promise<Uint8Array> {
    if (this.#unread.length >= count) return this.#unread;
    const pieces = [this.#unread];
    let length = this.#unread.length;
    while (length < count) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      pieces.push(new Uint8Array(next.value)); // a copy, which the `slice` of a Buffer is not
      length += next.value.length;
    }
    this.#unread = Buffer.concat(pieces);
    return this.#unread;
  }

  /** Whether there are bytes at hand, which `peek` gives at once. */
  get hasUnread(): boolean {
    return this.#unread.length > 0;
  }

  /** Counts bytes that `peek` showed as read. */
  drop(count: number): void {
    this.#unread = this.#unread.subarray(count);
  }

  /** The next `count` bytes, as a copy; fewer only at the end of the stream. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array((await this.peek(count)).subarray(0, count));
    this.drop(bytes.length);
    return bytes;
  }

  /** Leaves out `count` bytes; false when the stream ends before. */
  async passOver(count: number): Promise<boolean> {
    let left = count;
    while (left > 0) {
      const { length } = await this.peek(1);
      if (length === 0) return false;
      this.drop(Math.min(left, length));
      left -= Math.min(left, length);
    }
    return true;
  }

  /** All that is left, chunk by chunk and without a copy. */
  async *rest(): AsyncGenerator<Uint8Array> {
    const unread = this.#unread;
    this.drop(unread.length);
    if (unread.length > 0) yield unread;
    for (let next = await this.#chunks.next(); next.done !== true; next = await this.#chunks.next()) yield next.value;
  }

  /** Ends the stream and sets free what it holds, wherever reading has come to. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
