import { bitsOf, digitsIn, hexadecimalLetterBits, isDigitAt, UNDERSCORE, wordBits } from "./marks";
import { BOUNDARY, ID, maskedEnd, PIECE, put, putBytes, putKind, setMaskedEnd } from "./masked";

/** Words, whose pieces may differ from line to line, as `patterns/token-shape.ts` finds them. */

/**
 * A word of at most 16 bytes that begins with a letter and has no connectors: by bits for its bytes. It stands
 * behind the end of what is masked already.
 */
export function putShortWord(start: usize, length: i32, digits: i32): void {
  const bytes = v128.load(start);
  const within = (1 << length) - 1;
  const otherLetters = within & ~digits & ~hexadecimalLetterBits(bytes);
  const underscores = bitsOf(bytes, UNDERSCORE) & within;
  if ((otherLetters == 0 && length >= 6) || (length == 16 && popcnt(digits) >= 2 && underscores == 0)) {
    putKind(ID);
    return;
  }
  let to = maskedEnd + 1;
  let copied = 0;
  for (let at = 0; at < length; ) {
    const pieceLength = ctz((underscores >>> at) | (1 << (length - at)));
    const inPiece = (1 << pieceLength) - 1;
    const pieceDigits = (digits >>> at) & inPiece;
    if (pieceDigits) {
      const changes = popcnt(((pieceDigits ^ (pieceDigits << 1)) & inPiece) >>> 1);
      const isHexadecimal = ((otherLetters >>> at) & inPiece) == 0;
      if (isVariable(pieceLength, popcnt(pieceDigits), changes, isHexadecimal)) {
        v128.store(to, v128.load(start + <usize>copied));
        to += <usize>(at - copied);
        store<u8>(to++, PIECE);
        copied = at + pieceLength;
      } else if (pieceDigits & (pieceDigits >>> 1) & (pieceDigits >>> 2) & (pieceDigits >>> 3)) {
        putWord(start, start + <usize>length);
        return;
      }
    }
    at += pieceLength + 1;
  }
  v128.store(to, v128.load(start + <usize>copied));
  to += <usize>(length - copied);
  store<u8>(to, BOUNDARY);
  setMaskedEnd(to + 1);
}

/** Whether a piece differs from line to line; it has digits, which begin or end within it so many times. */
// @ts-ignore: decorator
@inline
function isVariable(length: i32, digits: i32, changes: i32, isHexadecimal: bool): bool {
  if (digits == length) return length >= 4;
  return (isHexadecimal && length >= 6) || (changes >= 2 && length >= 5) || (length >= 16 && digits >= 2);
}

/** Puts any word as it is, but for the pieces that differ from line to line. */
export function putWord(start: usize, end: usize): void {
  put(BOUNDARY);
  let at = start;
  while (at < end) {
    let behind = pieceEnd(at);
    if (behind == at) behind++;
    if (digits == 0) putBytes(at, behind);
    else if (isVariable(<i32>(behind - at), digits, changes, isHexadecimal)) put(PIECE);
    else putWithoutLongNumbers(at, behind);
    at = behind;
  }
  put(BOUNDARY);
}

/** What the piece that was looked at last is made of. */
let digits: i32 = 0;
let changes: i32 = 0;
let isHexadecimal: bool = true;

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
