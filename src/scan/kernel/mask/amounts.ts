import { allocate } from "../memory";
import { DURATION, maskedEnd, NO_KIND, NUMBER, setMaskedEnd, SIZE } from "./masked";

/** Where the amounts of a line stand, its numbers, durations and sizes, as `LineMasker` notes them: few queries ask for it. */

/** So many are noted, the first ones of a line. */
const MOST_AMOUNTS: i32 = 8;
const NOTE_BYTES: usize = 8;

/** The place and the end of each. */
export let amounts: usize = 0;
export let amountCount: i32 = 0;
let isNoting: bool = false;
/** Where in the masked line each stands. */
let places: usize = 0;

export function allocateAmounts(): void {
  amounts = allocate(<usize>MOST_AMOUNTS * NOTE_BYTES);
  places = allocate(<usize>MOST_AMOUNTS * 4);
}

export function noteAmounts(isWanted: bool): void {
  isNoting = isWanted;
  amountCount = 0;
}

/** Notes a token that is about to be put as a kind, if that is of amounts. */
// @ts-ignore: decorator
@inline
export function noteKind(kind: u8, start: usize, end: usize): void {
  if (isNoting && kind != NO_KIND) note(kind, start, end);
}

function note(kind: u8, start: usize, end: usize): void {
  if ((kind != NUMBER && kind != DURATION && kind != SIZE) || amountCount == MOST_AMOUNTS) return;
  const place = amounts + <usize>amountCount * NOTE_BYTES;
  store<u32>(place, <u32>start);
  store<u32>(place + 4, <u32>end);
  store<u32>(places + (<usize>amountCount << 2), <u32>maskedEnd);
  amountCount++;
}

/** Goes back to an end of the masked line; what was put behind it is no part of the line. */
export function goBack(end: usize): void {
  setMaskedEnd(end);
  while (amountCount > 0 && <usize>load<u32>(places + (<usize>(amountCount - 1) << 2)) >= end) amountCount--;
}
