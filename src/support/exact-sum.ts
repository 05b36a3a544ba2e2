import { lostInProduct } from "./exact-product.ts";
import { roundRatio, toUnits, UNITS_IN_ONE } from "./exact-ratio.ts";

/**
 * A sum of doubles without rounding, so that neither the order nor the grouping of its additions
 * shows in the answer: sums of parts of the input merge to exactly the sum of all of it.
 */
export interface ExactSum {
  /** Doubles whose mathematical sum is the exact one; mostly one or two (Shewchuk's expansion). */
  readonly partials: number[];
  /** The sum of the addends that are so large that adding them as doubles could overflow. */
  huge: bigint;
}

/** From here on doubles are added as big integers: it takes 2^54 smaller ones to overflow. */
const HUGE = 2 ** 970;

export function exactSum(): ExactSum {
  return { partials: [0], huge: 0n }; // an empty array would make room for 17 when the first partial comes
}

/** Whether a number is so large that adding to it as a double could overflow. */
export function mayOverflow(number: number): boolean {
  return Math.abs(number) >= HUGE;
}

/** Adds a finite number. */
export function addExactly(sum: ExactSum, addend: number): void {
  if (mayOverflow(addend)) {
    sum.huge += BigInt(addend);
    return;
  }
  const { partials } = sum;
  let carried = addend;
  let kept = 0;
  for (let index = 0; index < partials.length; index++) {
    const partial = partials[index] as number;
    // Knuth's two-sum: `total + lost` is exactly `carried + partial`.
    const total = carried + partial;
    const share = total - carried;
    const lost = carried - (total - share) + (partial - share);
    if (lost !== 0) partials[kept++] = lost;
    carried = total;
  }
  partials[kept++] = carried;
  if (kept < partials.length) partials.length = kept;
}

/** Adds the right sum to the left one. */
export function mergeExactSums(left: ExactSum, right: ExactSum): void {
  for (const partial of right.partials) addExactly(left, partial);
  left.huge += right.huge;
}

/** The double nearest to the sum; infinite where the sum is beyond the range of doubles. */
export function roundExactSum(sum: ExactSum): number {
  const { partials, huge } = sum;
  if (huge === 0n && partials.length <= 2) return (partials[0] ?? 0) + (partials[1] ?? 0);
  return roundRatio(exactSumInUnits(sum), UNITS_IN_ONE);
}

/** The double nearest to the sum divided by a count; finite even where the sum itself is not. */
export function roundExactMean(sum: ExactSum, count: number): number {
  const { partials, huge } = sum;
  if (huge === 0n && partials.length <= 2) {
    const [low, high] = partials.length === 2 ? (partials as [number, number]) : [0, (partials[0] ?? 0) + 0];
    const mean = meanOfTwo(high, low, count);
    if (mean !== undefined) return mean;
  }
  return roundRatio(exactSumInUnits(sum), UNITS_IN_ONE * BigInt(count));
}

/**
 * The same of a double and what it lacks of the sum: the quotient, corrected by what it lacks itself. Undefined where
 * that is so near to the middle between two doubles that it takes an exact calculation.
 */
function meanOfTwo(high: number, low: number, count: number): number | undefined {
  const mean = high / count;
  if (low === 0) return mean;
  if (!(Math.abs(high) > SMALLEST_CORRECTED && Math.abs(high) < LARGEST_CORRECTED)) return undefined;
  const product = mean * count;
  const correction = (high - product - lostInProduct(mean, count, product) + low) / count;
  const nearest = mean + correction * (1 - CORRECTION_ERROR);
  return nearest === mean + correction * (1 + CORRECTION_ERROR) ? nearest : undefined;
}

/** Within these sizes a product and its rounding error are doubles, far from overflow and underflow. */
const SMALLEST_CORRECTED = 2 ** -800;
const LARGEST_CORRECTED = 2 ** 900;

/** More than the share that rounding takes of the correction. */
const CORRECTION_ERROR = 2 ** -40;

/** The sum as a whole number of units of 2^-1074. */
export function exactSumInUnits(sum: ExactSum): bigint {
  return sum.partials.reduce((units, partial) => units + toUnits(partial), sum.huge * UNITS_IN_ONE);
}
