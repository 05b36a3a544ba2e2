import { allocate } from "../memory";

/**
 * The masked line while it is made. What stands in it for variable parts is that of
 * `patterns/token-kind.ts`.
 */
export const NO_KIND: u8 = 0;
export const NUMBER: u8 = 0x01;
export const ID: u8 = 0x02;
export const UUID: u8 = 0x03;
export const IP: u8 = 0x04;
export const TIME: u8 = 0x05;
export const DATE: u8 = 0x06;
export const DURATION: u8 = 0x07;
export const SIZE: u8 = 0x08;
export const PATH: u8 = 0x0b;
export const URL: u8 = 0x0c;
export const EMAIL: u8 = 0x0e;
export const HEX: u8 = 0x0f;
export const VERSION: u8 = 0x10;
export const MAC: u8 = 0x11;
export const TOKEN: u8 = 0x12;
export const PIECE: u8 = 0x13;
export const BOUNDARY: u8 = 0x1e;

/** Bytes of a masked line that are kept: the rest is one variable part. */
export const MOST_MASKED: usize = 4096;
/** The longest line that is masked here. */
export const MOST_BYTES: usize = 16384;

export let maskedStart: usize = 0;
/** The end of what is masked so far. */
export let maskedEnd: usize = 0;

export function allocateMasked(): void {
  maskedStart = allocate(MOST_MASKED + 2 * MOST_BYTES);
}

export function startMasked(): void {
  maskedEnd = maskedStart;
}

// @ts-ignore: decorator
@inline
export function isMaskedFull(): bool {
  return maskedEnd >= maskedStart + MOST_MASKED;
}

/** Goes on from another end, before or behind. */
// @ts-ignore: decorator
@inline
export function setMaskedEnd(end: usize): void {
  maskedEnd = end;
}

// @ts-ignore: decorator
@inline
export function put(byte: u8): void {
  store<u8>(maskedEnd++, byte);
}

export function putKind(kind: u8): void {
  store<u8>(maskedEnd, BOUNDARY);
  store<u8>(maskedEnd + 1, kind);
  store<u8>(maskedEnd + 2, BOUNDARY);
  maskedEnd += 3;
}

/** Puts bytes as they are, but a space for each blank. */
export function putBytes(start: usize, end: usize): void {
  const space = i8x16.splat(0x20);
  const length = end - start;
  for (let at: usize = 0; at < length; at += 16) {
    const bytes = v128.load(start + at);
    const blanks = v128.or(i8x16.le_u(bytes, space), i8x16.eq(bytes, i8x16.splat(0x7f)));
    v128.store(maskedEnd + at, v128.bitselect(space, bytes, blanks));
  }
  maskedEnd += length;
}
