/** The binary logarithm of the smallest double, of which every double is a whole multiple. */
const UNIT_EXPONENT = -1074n;

/** How many units make one: the denominator of numbers given in units. */
export const UNITS_IN_ONE = 1n << -UNIT_EXPONENT;

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** A finite double as a whole number of units of 2^-1074. */
export function toUnits(value: number): bigint {
  double[0] = Math.abs(value);
  const pattern = bits[0] as bigint;
  const exponent = pattern >> 52n;
  const fraction = pattern & ((1n << 52n) - 1n);
  const units = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return value < 0 ? -units : units;
}

/** The double nearest to a fraction with a positive denominator; infinite beyond the range of doubles. */
export function roundRatio(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -roundRatio(-numerator, denominator);
  const { digits, exponent } = divide(numerator, denominator);
  const rounded = timesPowerOfTwo(Number(digits), exponent);
  // Below the smallest normal double there are fewer bits, to which the power would round a second time.
  return rounded > SMALLEST_NORMAL ? rounded : Number(nearestInteger(numerator * UNITS_IN_ONE, denominator)) * UNIT;
}

const SMALLEST_NORMAL = 2 ** -1022;
const UNIT = Number.MIN_VALUE;

/** The integer nearest to a fraction, of two the even one. */
function nearestInteger(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  const isAbove = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return isAbove ? quotient + 1n : quotient;
}

/** The square root of a fraction that is not negative, also where the fraction is beyond doubles. */
export function squareRootOfRatio(numerator: bigint, denominator: bigint): number {
  const { digits, exponent } = divide(numerator, denominator);
  const isOdd = exponent % 2 !== 0;
  const root = Math.sqrt(Number(isOdd ? digits * 2n : digits));
  return timesPowerOfTwo(root, (isOdd ? exponent - 1 : exponent) / 2);
}

/**
 * The quotient as `digits * 2^exponent`, with more bits than a double has. Its last bit is set
 * where a remainder was cut off, so that rounding sees on which side of a tie the quotient lies.
 */
function divide(numerator: bigint, denominator: bigint): { digits: bigint; exponent: number } {
  const exponent = bitLength(numerator) - bitLength(denominator) - 64;
  const dividend = exponent < 0 ? numerator << BigInt(-exponent) : numerator;
  const divisor = exponent > 0 ? denominator << BigInt(exponent) : denominator;
  const quotient = dividend / divisor;
  return { digits: quotient * divisor === dividend ? quotient : quotient | 1n, exponent };
}

/** Rounded up to a multiple of four, which is near enough here. */
function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/** In two steps, because the power alone may be beyond the range of doubles. */
function timesPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
