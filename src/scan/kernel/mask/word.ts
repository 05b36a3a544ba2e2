import { digitsIn, hexadecimalLetterBits, isDigitAt, UNDERSCORE, bitsOf, wordBits } from "./marks";
import { BOUNDARY, PIECE, put, putBytes } from "./masked";

/** Pieces of words that differ from line to line, as `patterns/token-shape.ts` finds them. */

/** What the piece that was looked at last is made of. */
let digits: i32 = 0;
/** How often digits begin or end within it. */
let changes: i32 = 0;
let isHexadecimal: bool = true;

/** Puts a word as it is, but for the pieces that differ from line to line. */
export function putWord(start: usize, end: usize): void {
  put(BOUNDARY);
  let at = start;
  while (at < end) {
    let behind = pieceEnd(at);
    if (behind == at) behind++;
    if (digits == 0) putBytes(at, behind);
    else if (isVariable(<i32>(behind - at))) put(PIECE);
    else putWithoutLongNumbers(at, behind);
    at = behind;
  }
  put(BOUNDARY);
}

/** Takes the piece at a place apart; gives its end, which is that place where another character stands there. */
function pieceEnd(start: usize): usize {
  let at = start;
  let otherLetters = 0;
  let before = 0;
  digits = 0;
  changes = 0;
  while (true) {
    const bytes = v128.load(at);
    const digitVector = digitsIn(bytes);
    const length = ctz(~wordBits(bytes, digitVector) | bitsOf(bytes, UNDERSCORE));
    const within = (1 << length) - 1;
    const digitBits = i8x16.bitmask(digitVector) & within;
    if (at == start) before = digitBits & 1;
    digits += popcnt(digitBits);
    changes += popcnt((digitBits ^ ((digitBits << 1) | before)) & within);
    otherLetters |= within & ~digitBits & ~hexadecimalLetterBits(bytes);
    before = digitBits >>> 15;
    at += <usize>length;
    if (length < 16) break;
  }
  isHexadecimal = otherLetters == 0;
  return at;
}

function isVariable(length: i32): bool {
  if (digits == length) return length >= 4;
  return (isHexadecimal && length >= 6) || (changes >= 2 && length >= 5) || (length >= 16 && digits >= 2);
}

function putWithoutLongNumbers(start: usize, end: usize): void {
  let at = start;
  while (at < end) {
    let behind = at;
    while (behind < end && isDigitAt(behind)) behind++;
    if (behind - at >= 4) put(PIECE);
    else putBytes(at, max(behind, at + 1));
    at = max(behind, at + 1);
  }
}
