import { isNumberLike, toNumber } from "./coerce.ts";
import { isStructure, type Structure, type Value } from "./value.ts";

/**
 * `=` of the query language (section 3, comparison rule; section 10, rows 1, 2 and 20).
 * Numeric when one side is a number by type and the other reads as one, exact text when both are
 * text. False when a side is missing, a map or a list. A boolean also equals its JSON spelling.
 */
export function isEqual(left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") return left === right;
  if (isUnfit(left) || isUnfit(right)) return false;
  if (typeof left === "boolean" && right === String(left)) return true;
  if (typeof right === "boolean" && left === String(right)) return true;
  const leftNumber = toNumber(left);
  return leftNumber !== undefined && leftNumber === toNumber(right);
}

/**
 * `!=` of the query language: the exact complement of `=`, missing operands included (section 6.6), but
 * every comparison with a map or list is false (section 3).
 */
export function isUnequal(left: Value, right: Value): boolean {
  return !isEqual(left, right) && !isStructure(left) && !isStructure(right);
}

export type Ordering = "<" | "<=" | ">" | ">=";

/**
 * `< <= > >=` of the query language. Two texts compare as numbers when both read as numbers, else
 * by code points; a number and a text that is no number have no order; missing has none either.
 */
export function isOrdered(left: Value, operator: Ordering, right: Value): boolean {
  if (isUnfit(left) || isUnfit(right)) return false;
  const leftNumber = toNumber(left);
  const rightNumber = toNumber(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return isOrderedNumber(leftNumber, operator, rightNumber);
  if (isNumberLike(left) || isNumberLike(right)) return false;
  return holds(compareCodePoints(left as string, right as string), operator);
}

/** The same of two numbers. */
export function isOrderedNumber(left: number, operator: Ordering, right: number): boolean {
  return holds(left - right, operator);
}

function isUnfit(value: Value): value is undefined | Structure {
  return value === undefined || isStructure(value);
}

function holds(difference: number, operator: Ordering): boolean {
  switch (operator) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
  }
}

/**
 * Orders two texts by Unicode code points. JavaScript's `<` orders by code units, which puts
 * characters outside the basic plane (surrogate pairs) before U+E000 to U+FFFF. `from`: up to there they are known to be the same.
 */
export function compareCodePoints(left: string, right: string, from = 0): number {
  const length = Math.min(left.length, right.length);
  for (let index = from; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

/** Lifts surrogates above the rest of the basic plane, where their code points belong. */
function codePointRank(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit;
}
