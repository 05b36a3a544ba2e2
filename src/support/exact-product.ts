/**
 * What a rounded product lacks of the exact one: Dekker's product with Veltkamp's splitting. Exact
 * for factors far from overflow and underflow.
 */
export function lostInProduct(left: number, right: number, product: number): number {
  const leftHigh = highHalf(left);
  const leftLow = left - leftHigh;
  const rightHigh = highHalf(right);
  const rightLow = right - rightHigh;
  return leftHigh * rightHigh - product + leftHigh * rightLow + leftLow * rightHigh + leftLow * rightLow;
}

/** Parts a double into two halves of at most 26 bits, whose products are exact. */
const SPLITTER = 2 ** 27 + 1;

function highHalf(value: number): number {
  const spread = value * SPLITTER;
  return spread - (spread - value);
}
