/** An exact fraction, to check floating-point results against: slow and plain on purpose. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The exact value of a double: doubling it makes any fraction whole in the end. */
export function rational(value: number): Rational {
  let scaled = value;
  let denominator = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
}

export function plus(left: Rational, right: Rational): Rational {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

export function times(left: Rational, right: Rational): Rational {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

/** The distance between two fractions. */
export function distance(left: Rational, right: Rational): Rational {
  const { numerator, denominator } = plus(left, times(right, { numerator: -1n, denominator: 1n }));
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}

export function isAtMost(left: Rational, right: Rational): boolean {
  return left.numerator * right.denominator <= right.numerator * left.denominator;
}
