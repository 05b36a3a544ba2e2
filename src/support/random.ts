/** A stream of pseudo-random numbers. Whole-number arithmetic alone, so that it is the same everywhere. */
export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  word(): number;
  /** A whole number from 0 to `limit - 1`, for limits up to 2^21. */
  below(limit: number): number;
  /** True in the given share of calls: never for 0, always for 1. */
  chance(share: number): boolean;
}

/**
 * The stream that belongs to a seed, a whole number up to 2^53: xoshiro128** by Blackman and
 * Vigna. Its state is filled by splitmix generators, so that neighbouring seeds have nothing
 * in common.
 */
export function createRandom(seed: number): Random {
  const low = splitMix(seed | 0);
  const high = splitMix(Math.floor(seed / WORDS) ^ low());
  let [s0, s1, s2, s3] = [low(), high(), low(), high()];

  function word(): number {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result >>> 0;
  }

  return {
    word,
    below: (limit) => Math.floor((word() * limit) / WORDS),
    chance: (share) => word() < share * WORDS,
  };
}

const WORDS = 2 ** 32;

/** Spreads a seed of one word over as many words as are asked for. */
function splitMix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
