import { isNumberLike, toNumber, toText } from "./coerce.ts";
import { compareCodePoints } from "./comparison.ts";
import { parseNumber } from "./number-text.ts";
import { isTimestamp, type Value } from "./value.ts";

/**
 * Compares two values for `sort`, ascending (section 8.1): missing, then text, then numbers.
 * Numeric text counts as a number. A total order: zero only for values that print alike.
 */
export function compareForSort(left: Value, right: Value): number {
  return left === right ? 0 : compareNumbered(left, sortNumber(left), right, sortNumber(right));
}

/** The same for who compares values many times, and keeps their numbers (see `sortNumber`). */
export function compareNumbered(
  left: Value,
  leftNumber: number | undefined,
  right: Value,
  rightNumber: number | undefined,
): number {
  if (left === right) return 0;
  if (typeof left === "string" && typeof right === "string" && leftNumber === undefined && rightNumber === undefined)
    return compareRuns(left, right);
  if (leftNumber !== undefined && rightNumber !== undefined && leftNumber !== rightNumber) {
    return leftNumber < rightNumber ? -1 : 1;
  }
  // Two moments print alike, so their texts, which take longest to make, need not be compared.
  if (isTimestamp(left) && isTimestamp(right)) return 0;
  const difference = rank(left, leftNumber) - rank(right, rightNumber);
  if (difference !== 0 || left === undefined) return difference;
  const compareTexts = leftNumber === undefined ? compareRuns : compareCodePoints;
  return compareTexts(toText(left) as string, toText(right) as string);
}

/** The number that a value is sorted as; undefined for text and what is missing. */
export function sortNumber(value: Value): number | undefined {
  return typeof value === "string" ? parseNumber(value) : isNumberLike(value) ? toNumber(value) : undefined;
}

function rank(value: Value, number: number | undefined): number {
  return value === undefined ? 0 : number === undefined ? 1 : 2;
}

/**
 * Text in runs: two runs of digits compare by length, then value; other pairs by code points; a
 * text that ends first comes first. Only the runs around the first difference decide.
 */
function compareRuns(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  const isInDigits = at > 0 && isDigitAt(left, at - 1);
  const isLeftDigit = isDigitAt(left, at);
  const isRightDigit = isDigitAt(right, at);
  if (isInDigits || (isLeftDigit && isRightDigit)) {
    const difference = digitsBehind(left, at) - digitsBehind(right, at);
    if (difference !== 0) return difference;
  } else if (at > 0 && at < length && isLeftDigit !== isRightDigit) {
    // The run of other characters ends on one side: the shorter run comes first.
    return isLeftDigit ? -1 : 1;
  }
  return compareCodePoints(left, right, at);
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function digitsBehind(text: string, from: number): number {
  let at = from;
  while (isDigitAt(text, at)) at++;
  return at - from;
}
