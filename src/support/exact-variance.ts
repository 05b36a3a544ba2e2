import { lostInProduct } from "./exact-product.ts";
import { roundRatio, squareRootOfRatio, toUnits, UNITS_IN_ONE } from "./exact-ratio.ts";
import { addExactly, type ExactSum, exactSum, exactSumInUnits, mergeExactSums } from "./exact-sum.ts";

/**
 * Count, sum and sum of squares of numbers, all exact, from which the variance follows without
 * the cancellation that the formula suffers in floating point. Parts merge without a trace.
 */
export interface ExactMoments {
  count: number;
  readonly sum: ExactSum;
  readonly squares: ExactSum;
  /** The sum of the squares whose rounding error no double could hold, in units of 2^-2148. */
  extremeSquares: bigint;
}

export function exactMoments(): ExactMoments {
  return { count: 0, sum: exactSum(), squares: exactSum(), extremeSquares: 0n };
}

/** Adds a finite number. */
export function addMoment(moments: ExactMoments, value: number): void {
  moments.count++;
  if (value === 0) return;
  addExactly(moments.sum, value);
  const size = Math.abs(value);
  if (size < SMALLEST_SQUARED || size > LARGEST_SQUARED) {
    moments.extremeSquares += toUnits(value) ** 2n;
    return;
  }
  const square = value * value;
  const lost = lostInProduct(value, value, square);
  addExactly(moments.squares, square);
  if (lost !== 0) addExactly(moments.squares, lost);
}

/** Adds the right moments to the left ones. */
export function mergeMoments(left: ExactMoments, right: ExactMoments): void {
  left.count += right.count;
  mergeExactSums(left.sum, right.sum);
  mergeExactSums(left.squares, right.squares);
  left.extremeSquares += right.extremeSquares;
}

/** The population variance of at least one number, rounded once; infinite beyond doubles. */
export function populationVariance(moments: ExactMoments): number {
  return roundRatio(...varianceRatio(moments));
}

/** The population standard deviation; finite also where the variance is not. */
export function populationDeviation(moments: ExactMoments): number {
  return squareRootOfRatio(...varianceRatio(moments));
}

/** Within these sizes a square and its rounding error are doubles, far from overflow and underflow. */
const SMALLEST_SQUARED = 2 ** -480;
const LARGEST_SQUARED = 2 ** 480;

/** (count * squares - sum²) / count², in units. */
function varianceRatio({ count, sum, squares, extremeSquares }: ExactMoments): [bigint, bigint] {
  const divisor = BigInt(count);
  const sumOfSquares = exactSumInUnits(squares) * UNITS_IN_ONE + extremeSquares;
  const numerator = divisor * sumOfSquares - exactSumInUnits(sum) ** 2n;
  return [numerator, divisor ** 2n * UNITS_IN_ONE ** 2n];
}
