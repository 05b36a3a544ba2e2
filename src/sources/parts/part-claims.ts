import type { InputPart } from "./input-part.ts";

/** How the parts of a run are shared among its threads: plain data, of which all threads see the same stretches. */
export interface SharedParts {
  /** All parts, in the order of the input. */
  readonly parts: readonly InputPart[];
  /** One stretch for each thread: see `PartClaims`. */
  readonly stretches: BigInt64Array;
  /** The least work that is taken from another thread, in bytes of text. */
  readonly leastTaken: number;
}

/** Gives each thread the parts of one shard to begin with. */
export function shareParts(shards: readonly (readonly InputPart[])[], leastTaken: number): SharedParts {
  const stretches = new BigInt64Array(new SharedArrayBuffer(shards.length * BigInt64Array.BYTES_PER_ELEMENT));
  let end = 0;
  for (const [thread, parts] of shards.entries()) {
    stretches[thread] = packed(end, end + parts.length);
    end += parts.length;
  }
  return { parts: shards.flat(), stretches, leastTaken };
}

/**
 * The parts that one thread reads. Each thread has a stretch of parts that follow on each other, and takes
 * them from its front, one after the other. A thread that has nothing left takes over the back half of
 * the longest stretch of another one: processors are never all of the same speed, and how long compressed
 * data takes is a guess. A stretch is two numbers in one word, the first part of it and the one behind it, so
 * that both change at once.
 */
export class PartClaims {
  readonly #parts: readonly InputPart[];
  readonly #stretches: BigInt64Array;
  readonly #leastTaken: number;
  readonly #thread: number;
  /** The work of all parts before each, and of all together. */
  readonly #workBefore: Float64Array;
  /** No other thread has it. */
  readonly #standardInputAt: number;

  constructor({ parts, stretches, leastTaken }: SharedParts, thread: number) {
    this.#parts = parts;
    this.#stretches = stretches;
    this.#leastTaken = leastTaken;
    this.#thread = thread;
    this.#workBefore = new Float64Array(parts.length + 1);
    for (const [at, { work }] of parts.entries()) this.#workBefore[at + 1] = this.#workUpTo(at) + work;
    this.#standardInputAt = parts.findIndex(({ input }) => input.kind === "standard-input");
  }

  /** The place of the part that is taken next, among all. */
  get first(): number {
    return this.#stretchOf(this.#thread).first;
  }

  /** The parts of the stretch, each claimed when it is asked for; who stops before the end gives up the rest. */
  *take(): Generator<InputPart> {
    try {
      for (let part = this.#claim(); part !== undefined; part = this.#claim()) yield part;
    } finally {
      Atomics.store(this.#stretches, this.#thread, packed(0, 0));
    }
  }

  /**
   * Claims so many parts at the end of the stretch, and the place of the first of them; undefined where that would be all,
   * or where one of them has no size: pipes may never end, and who writes them may wait for those before.
   */
  takeLast(count: number): { readonly first: number; readonly parts: readonly InputPart[] } | undefined {
    for (;;) {
      const stretch = this.#stretchOf(this.#thread);
      const first = stretch.end - count;
      if (first <= stretch.first) return undefined;
      const parts = this.#parts.slice(first, stretch.end);
      if (parts.some(({ work }) => work === 0)) return undefined;
      if (!this.#replace(this.#thread, stretch, packed(stretch.first, first))) continue; // a part was taken over
      return { first, parts };
    }
  }

  /** Takes over parts of the thread that has the most work left; false where none has much. */
  takeOver(): boolean {
    for (;;) {
      const rests = Array.from(this.#stretches, (_, thread) => this.#restOf(thread));
      const longest = rests.reduce((a, b) => (b.work > a.work ? b : a));
      if (longest.work < Math.max(this.#leastTaken, 1)) return false;
      const { thread, stretch, first, end } = longest;
      const middle = this.#middleOf(first, end);
      const left = packed(stretch.first, middle);
      if (!this.#replace(thread, stretch, left)) continue; // its owner was quicker
      Atomics.store(this.#stretches, this.#thread, packed(middle, end));
      return true;
    }
  }

  #claim(): InputPart | undefined {
    for (;;) {
      const stretch = this.#stretchOf(this.#thread);
      const { first, end } = stretch;
      if (first === end) return undefined;
      if (this.#replace(this.#thread, stretch, packed(first + 1, end))) return this.#parts[first];
    }
  }

  /** What another thread may take of a stretch. */
  #restOf(thread: number): Rest {
    const stretch = this.#stretchOf(thread);
    const { end } = stretch;
    const holdsInput = this.#standardInputAt >= stretch.first && this.#standardInputAt < end;
    const first = holdsInput ? this.#standardInputAt + 1 : stretch.first;
    return { thread, stretch, first, end, work: this.#workUpTo(end) - this.#workUpTo(first) };
  }

  /** The part with which the back half of a stretch begins. */
  #middleOf(first: number, end: number): number {
    const half = (this.#workUpTo(first) + this.#workUpTo(end)) / 2;
    let middle = end - 1;
    while (middle > first && this.#workUpTo(middle) > half) middle--;
    return middle;
  }

  #workUpTo(part: number): number {
    return this.#workBefore[part] as number;
  }

  #stretchOf(thread: number): Stretch {
    const word = Atomics.load(this.#stretches, thread);
    return { word, first: Number(word >> END_BITS), end: Number(word & END_MASK) };
  }

  #replace(thread: number, { word }: Stretch, by: bigint): boolean {
    return Atomics.compareExchange(this.#stretches, thread, word, by) === word;
  }
}

interface Stretch {
  readonly word: bigint;
  readonly first: number;
  readonly end: number;
}

interface Rest {
  readonly thread: number;
  readonly stretch: Stretch;
  readonly first: number;
  readonly end: number;
  readonly work: number;
}

const END_BITS = 32n;
const END_MASK = (1n << END_BITS) - 1n;

function packed(first: number, end: number): bigint {
  return (BigInt(first) << END_BITS) | BigInt(end);
}
