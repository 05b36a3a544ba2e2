import { isNumberLike, toNumber, toText } from "./coerce.ts";
import { compareCodePoints } from "./comparison.ts";
import { parseNumber } from "./number-text.ts";
import type { Value } from "./value.ts";

/**
 * Compares two values for `sort`, ascending (section 8.1): missing, then text, then numbers.
 * Numeric text counts as a number. A total order: zero only for values that print alike.
 */
export function compareForSort(left: Value, right: Value): number {
  const leftNumber = sortNumber(left);
  const rightNumber = sortNumber(right);
  if (leftNumber !== undefined && rightNumber !== undefined && leftNumber !== rightNumber) {
    return leftNumber < rightNumber ? -1 : 1;
  }
  const difference = rank(left, leftNumber) - rank(right, rightNumber);
  if (difference !== 0 || left === undefined) return difference;
  const compareTexts = leftNumber === undefined ? compareRuns : compareCodePoints;
  return compareTexts(toText(left) as string, toText(right) as string);
}

function sortNumber(value: Value): number | undefined {
  return typeof value === "string" ? parseNumber(value) : isNumberLike(value) ? toNumber(value) : undefined;
}

function rank(value: Value, number: number | undefined): number {
  return value === undefined ? 0 : number === undefined ? 1 : 2;
}

/** Text in runs: two runs of digits compare by length, then value; other pairs by code points. */
function compareRuns(left: string, right: string): number {
  const leftRuns = left.match(RUNS) ?? [];
  const rightRuns = right.match(RUNS) ?? [];
  for (const [index, leftRun] of leftRuns.entries()) {
    const rightRun = rightRuns[index];
    if (rightRun === undefined) return 1;
    const difference = compareRun(leftRun, rightRun);
    if (difference !== 0) return difference;
  }
  return leftRuns.length - rightRuns.length;
}

const RUNS = /[0-9]+|[^0-9]+/g;

function compareRun(left: string, right: string): number {
  if (isDigit(left) && isDigit(right) && left.length !== right.length) return left.length - right.length;
  return compareCodePoints(left, right);
}

function isDigit(run: string): boolean {
  const first = run.charCodeAt(0);
  return first >= 48 && first <= 57;
}
