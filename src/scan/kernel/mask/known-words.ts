import { allocate } from "../memory";
import { COLON, CONNECTOR, digitsIn, isWordAt, jointsIn, marksOf, rowsOf, SPACE, splat, wordBits } from "./marks";
import { maskedEnd, setMaskedEnd } from "./masked";
import { putToken } from "./token";

/**
 * Words that have come before, such as the name of a host or a thread, with what they become: most words with
 * digits come again and again. Only those are kept whose bytes alone tell that.
 */

/** The bytes of a word, with zeros behind them. */
const KEY_BYTES: usize = 32;
/** What it becomes: at most its bytes and two boundaries. */
const MASKED_BYTES: usize = 48;
const LENGTH_PLACE: usize = KEY_BYTES + MASKED_BYTES;
const ENTRY_BYTES: usize = 96;
const COUNT_BITS: u64 = 10;

let entries: usize = 0;

export function allocateKnownWords(): void {
  entries = allocate(ENTRY_BYTES << <usize>COUNT_BITS);
}

/** Puts the word that begins with the letter at `start`; gives the place behind it, or 0 where nothing was put. */
export function putKnownWord(start: usize, limit: usize): usize {
  const first = v128.load(start);
  const second = v128.load(start + 16);
  const words = wordBits(first, digitsIn(first)) | (wordBits(second, digitsIn(second)) << 16);
  const inner = (jointsAt(first) | (jointsAt(second) << 16)) & (words << 1) & (words >>> 1);
  const length = ctz(~(words | inner));
  const end = start + <usize>length;
  const behind = load<u8>(end);
  if (length == 32 || (marksOf(behind) & CONNECTOR && isWordAt(end + 1))) return 0;
  if (behind == COLON ? load<u8>(end + 1) != SPACE : length == 3) return 0;
  const firstKey = v128.and(first, bytesBelow(length));
  const secondKey = v128.and(second, bytesBelow(length - 16));
  const entry = entries + ENTRY_BYTES * placeOf(firstKey, secondKey);
  const differs = v128.or(v128.xor(firstKey, v128.load(entry)), v128.xor(secondKey, v128.load(entry + 16)));
  const before = maskedEnd;
  if (v128.any_true(differs)) {
    putToken(start, limit);
    v128.store(entry, firstKey);
    v128.store(entry + 16, secondKey);
    memory.copy(entry + KEY_BYTES, before, MASKED_BYTES);
    store<u32>(entry + LENGTH_PLACE, <u32>(maskedEnd - before));
    return end;
  }
  v128.store(before, v128.load(entry + KEY_BYTES));
  v128.store(before + 16, v128.load(entry + KEY_BYTES + 16));
  v128.store(before + 32, v128.load(entry + KEY_BYTES + 32));
  setMaskedEnd(before + <usize>load<u32>(entry + LENGTH_PLACE));
  return end;
}

// @ts-ignore: decorator
@inline
function jointsAt(bytes: v128): i32 {
  return jointsIn(v128.and(bytes, splat(0x0f)), rowsOf(bytes));
}

/** All bits of the first so many of 16 bytes. */
// @ts-ignore: decorator
@inline
function bytesBelow(count: i32): v128 {
  return i8x16.lt_s(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>count));
}

// @ts-ignore: decorator
@inline
function placeOf(first: v128, second: v128): usize {
  const left = i64x2.extract_lane(first, 0) * 0x9e3779b97f4a7c15 + i64x2.extract_lane(first, 1) * 0xff51afd7ed558ccd;
  const right = i64x2.extract_lane(second, 0) * 0xc4ceb9fe1a85ec53 + i64x2.extract_lane(second, 1) * 0x2545f4914f6cdd1d;
  return <usize>(<u64>(left ^ (right + (left >> 29))) >>> (64 - COUNT_BITS));
}
