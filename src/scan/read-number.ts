/**
 * The number that a number of JSON stands for, as `Number` reads it. Most have so few digits that both
 * those and the power of ten behind them are exact, and so is their quotient but for its one rounding: no text is made
 * of them.
 */
export function readNumber(bytes: Buffer, start: number, end: number): number {
  const isNegative = bytes[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  if (end - first > MOST_DIGITS) return Number(bytes.toString("latin1", start, end));
  let digits = 0;
  let behindPoint = end;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === POINT) behindPoint = at + 1;
    else if (byte >= ZERO && byte <= NINE) digits = digits * 10 + (byte - ZERO);
    else return Number(bytes.toString("latin1", start, end)); // an exponent
  }
  const size = digits / (POWERS_OF_TEN[end - behindPoint] as number);
  return isNegative ? -size : size;
}

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Integers of fewer digits than 2 ** 53 has are exact. */
const MOST_DIGITS = 15;

const POWERS_OF_TEN = Array.from({ length: MOST_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
