import { allocate } from "../memory";

/** Lists of words of at most 8 bytes, each as one 64-bit word; filled from `patterns/`. */
export const MESSAGE_KEYS: i32 = 0;
export const MONTHS: i32 = 1;
export const DURATION_UNITS: i32 = 2;
export const SIZE_UNITS: i32 = 3;

const LISTS: usize = memory.data(4 * 8);

/** Makes room for a list; gives the place of its first word. */
export function allocateWords(list: i32, count: i32): usize {
  const words = allocate(<usize>count * 8);
  const place = LISTS + <usize>list * 8;
  store<u32>(place, <u32>words);
  store<u32>(place + 4, <u32>(words + <usize>count * 8));
  return words;
}

/** The bytes from a place on, at most 8, as one word. */
// @ts-ignore: decorator
@inline
export function wordOf(start: usize, length: usize): u64 {
  return load<u64>(start) & (~(<u64>0) >> ((8 - <u64>length) << 3));
}

export function isInList(list: i32, word: u64): bool {
  const place = LISTS + <usize>list * 8;
  const end = <usize>load<u32>(place + 4);
  for (let at = <usize>load<u32>(place); at < end; at += 8) if (load<u64>(at) == word) return true;
  return false;
}
