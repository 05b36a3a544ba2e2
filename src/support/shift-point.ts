/**
 * Moves the decimal point of a number to the right, or to the left for negative places. The number
 * is taken as its shortest decimal text, because multiplying would round: 1.005 * 100 is below 100.5.
 */
export function shiftPoint(number: number, places: number): number {
  if (places === 0) return number;
  const [digits, exponent = "0"] = String(number).split("e");
  const shift = Math.max(-FARTHEST_SHIFT, Math.min(FARTHEST_SHIFT, places));
  return Number(`${digits}e${Number(exponent) + shift}`);
}

/** Moves any double to zero or beyond all doubles. */
const FARTHEST_SHIFT = 1000;
