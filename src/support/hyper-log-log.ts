/**
 * Estimates how many different texts were seen, in 16 KiB, with a standard error of 0.8 percent
 * (HyperLogLog, Flajolet et al. 2007). Each register keeps the longest run of leading zeros among
 * the hashes that fall to it, so that merging is a maximum and never depends on the input's order.
 * Made for more than 80,000 texts, where the raw estimate needs no correction.
 */
export function emptyRegisters(): Uint8Array {
  return new Uint8Array(REGISTERS);
}

const PRECISION = 14;
const REGISTERS = 1 << PRECISION;

export function countText(registers: Uint8Array, text: string): void {
  const register = hash(text, 0x5f356495) >>> (32 - PRECISION);
  const run = Math.clz32(hash(text, 0x9e3779b1)) + 1;
  if (run > (registers[register] as number)) registers[register] = run;
}

/** Adds what the right registers saw to the left ones. */
export function mergeRegisters(left: Uint8Array, right: Uint8Array): void {
  for (const [index, run] of right.entries()) {
    if (run > (left[index] as number)) left[index] = run;
  }
}

export function estimateDistinct(registers: Uint8Array): number {
  const harmonic = registers.reduce((sum, run) => sum + 2 ** -run, 0);
  const correction = 0.7213 / (1 + 1.079 / REGISTERS);
  return Math.round((correction * REGISTERS ** 2) / harmonic);
}

/** A multiplicative hash of 32 bits; an odd multiplier of its own makes it another function. */
function hash(text: string, multiplier: number): number {
  let state = multiplier;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), multiplier);
    state ^= state >>> 15;
  }
  // Without these last steps the final characters of a text would reach few of the bits.
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
