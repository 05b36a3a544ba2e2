/**
 * What bytes are to the masker, one by one from a table and 16 at a time by comparison. The marks are
 * those of `patterns/character-class.ts`, from where the table is filled.
 */
export const LETTER: u8 = 1;
const DIGIT: u8 = 2;
export const CONNECTOR: u8 = 4;
export const BLANK: u8 = 8;
export const QUOTE: u8 = 16;
export const JOINS_PATH: u8 = 32;
export const WORD: u8 = LETTER | DIGIT;

/** The marks of each byte. */
export const MARKS: usize = memory.data(256);

export const CARRIAGE_RETURN: u8 = 0x0d;
export const SPACE: u8 = 0x20;
export const QUOTE_MARK: u8 = 0x22;
export const STAR: u8 = 0x2a;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const DASH: u8 = 0x2d;
export const DOT: u8 = 0x2e;
export const SLASH: u8 = 0x2f;
export const ZERO: u8 = 0x30;
export const COLON: u8 = 0x3a;
export const AT: u8 = 0x40;
export const BACKSLASH: u8 = 0x5c;
export const UNDERSCORE: u8 = 0x5f;
export const BRACE: u8 = 0x7b;
export const TILDE: u8 = 0x7e;

// @ts-ignore: decorator
@inline
export function marksOf(byte: u8): u8 {
  return load<u8>(MARKS + <usize>byte);
}

// @ts-ignore: decorator
@inline
export function marksAt(at: usize): u8 {
  return marksOf(load<u8>(at));
}

// @ts-ignore: decorator
@inline
export function isWordAt(at: usize): bool {
  return (marksAt(at) & WORD) != 0;
}

// @ts-ignore: decorator
@inline
export function isDigitAt(at: usize): bool {
  return <u8>(load<u8>(at) - ZERO) < 10;
}

// @ts-ignore: decorator
@inline
export function digitsIn(bytes: v128): v128 {
  return i8x16.le_u(i8x16.sub(bytes, splat(0x30)), splat(9));
}

/** Letters from `a` on, in either case. */
// @ts-ignore: decorator
@inline
function lettersIn(bytes: v128, count: i8): v128 {
  const lower = v128.or(bytes, splat(0x20));
  return i8x16.le_u(i8x16.sub(lower, splat(0x61)), splat(<u8>(count - 1)));
}

/** A bit for each of 16 bytes that is a letter or digit; `digits` are those of the same bytes. */
// @ts-ignore: decorator
@inline
export function wordBits(bytes: v128, digits: v128): i32 {
  // What is not ASCII is a letter, and has the bit that is asked for already.
  const others = v128.or(bytes, i8x16.eq(bytes, splat(0x5f)));
  return i8x16.bitmask(v128.or(v128.or(digits, lettersIn(bytes, 26)), others));
}

/** A bit for each of 16 bytes that is a letter of a hexadecimal number. */
// @ts-ignore: decorator
@inline
export function hexadecimalLetterBits(bytes: v128): i32 {
  return i8x16.bitmask(lettersIn(bytes, 6));
}

/** A bit for each of 16 bytes that is a certain one. */
// @ts-ignore: decorator
@inline
export function bitsOf(bytes: v128, byte: u8): i32 {
  return i8x16.bitmask(i8x16.eq(bytes, splat(byte)));
}

const ROWS: usize = memory.data<i8>([1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0]);
const JOINTS: usize = memory.data<i8>([0, 4, 0, 4, 4, 4, 4, 0, 0, 0, 4, 4, 0, 4, -92, 8]);
const SPLATS: usize = memory.data(128 * 16);

/** Fills the table of `splat`. */
export function fillSplats(): void {
  for (let byte = 0; byte < 128; byte++) v128.store(SPLATS + (<usize>byte << 4), i8x16.splat(<i8>byte));
}

/** 16 times a byte of ASCII: read from memory, because V8 makes each such constant anew wherever it is used. */
// @ts-ignore: decorator
@inline
export function splat(byte: u8): v128 {
  return v128.load(SPLATS + (<usize>byte << 4));
}

/** How many digits stand from a place on; at most 20 are counted. */
export function digitCountAt(start: usize): i32 {
  const count = ctz(~i8x16.bitmask(digitsIn(v128.load(start))));
  if (count < 16) return count;
  let at = start + 16;
  while (at < start + 20 && isDigitAt(at)) at++;
  return <i32>(at - start);
}

/** A bit for the row of a byte, by its upper half; none for what is not ASCII. */
// @ts-ignore: decorator
@inline
export function rowsOf(bytes: v128): v128 {
  return i8x16.swizzle(v128.load(ROWS), i8x16.shr_u(bytes, 4));
}

/** A bit for each of 16 bytes that a table, by the lower half, has the row of. */
// @ts-ignore: decorator
@inline
export function inTable(table: usize, lower: v128, rows: v128): i32 {
  const found = v128.and(i8x16.swizzle(v128.load(table), lower), rows);
  return 0xffff ^ i8x16.bitmask(i8x16.eq(found, splat(0)));
}

/** A bit for each byte that joins words: `!#$%&*+-.?^~`. */
// @ts-ignore: decorator
@inline
export function jointsIn(lower: v128, rows: v128): i32 {
  return inTable(JOINTS, lower, rows);
}
