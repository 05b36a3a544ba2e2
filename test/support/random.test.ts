import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/support/random.ts";

const WORD = 1n << 32n;

/** The published algorithms in unlimited whole numbers, where nothing can overflow unnoticed. */
function* reference(seed: number): Generator<number> {
  const low = splitMix(BigInt(seed) % WORD);
  const high = splitMix((BigInt(seed) / WORD) ^ next(low));
  let state = [next(low), next(high), next(low), next(high)] as const;
  for (;;) {
    const [s0, s1, s2, s3] = state;
    yield Number((rotateLeft((s1 * 5n) % WORD, 7n) * 9n) % WORD);
    const [t2, t3] = [s2 ^ s0, s3 ^ s1];
    state = [s0 ^ t3, s1 ^ t2, t2 ^ ((s1 << 9n) % WORD), rotateLeft(t3, 11n)];
  }
}

function* splitMix(seed: bigint): Generator<bigint> {
  for (let state = (seed + 0x9e3779b9n) % WORD; ; state = (state + 0x9e3779b9n) % WORD) {
    let mixed = ((state ^ (state >> 16n)) * 0x21f0aaadn) % WORD;
    mixed = ((mixed ^ (mixed >> 15n)) * 0x735a2d97n) % WORD;
    yield mixed ^ (mixed >> 15n);
  }
}

function next(words: Generator<bigint>): bigint {
  return words.next().value;
}

function rotateLeft(word: bigint, bits: bigint): bigint {
  return ((word << bits) | (word >> (32n - bits))) % WORD;
}

describe("a stream of random numbers", () => {
  it("is xoshiro128** in every bit", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const { word } = createRandom(seed);
        const expected = reference(seed);
        for (let at = 0; at < 20; at++) expect(word()).toBe(expected.next().value);
      }),
      { numRuns: 200 },
    );
  });

  it("differs between neighbouring seeds from the first word on", () => {
    const firsts = new Set(Array.from({ length: 10_000 }, (_, seed) => createRandom(seed).word() >>> 8));
    expect(firsts.size).toBeGreaterThan(9990);
  });

  it("reaches every number below a limit about equally often, and no other", () => {
    const random = createRandom(5);
    const counts = new Array<number>(10).fill(0);
    for (let at = 0; at < 10_000; at++) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(counts).toHaveLength(10);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it("takes a chance never at 0, always at 1, and in between by its share", () => {
    const random = createRandom(5);
    const taken = (share: number): number =>
      Array.from({ length: 10_000 }, () => random.chance(share)).filter(Boolean).length;
    expect(taken(0)).toBe(0);
    expect(taken(1)).toBe(10_000);
    expect(Math.abs(taken(0.3) - 3000)).toBeLessThan(200);
  });
});
