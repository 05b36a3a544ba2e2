import { parseNumber } from "../values/index.ts";
import type { Cursor } from "./cursor.ts";
import { parseRegex } from "./regex.ts";

/** The operators of conditions; longer ones first. */
const OPERATORS = ["!=", "<=", ">=", "=", "<", ">"] as const;
export type Operator = (typeof OPERATORS)[number];

/** What stands on the right side of an operator. */
export interface Operand {
  /** Whether a text is equal to it: `*` stands for any characters. */
  readonly isEqualTo: (text: string) => boolean;
  /** Set for an operand without quotes that reads as a number. */
  readonly number: number | undefined;
  readonly isRegex: boolean;
}

export function parseOperator(cursor: Cursor): Operator | undefined {
  cursor.skipBlanks();
  const start = cursor.at;
  const operator = OPERATORS.find((each) => cursor.take(each));
  if (operator === "=" && cursor.take("=")) cursor.fail("equality is written with one =", start);
  return operator;
}

/** Reads what an operator compares with: text, with or without quotes, a number or a `%regex%`. */
export function parseOperand(cursor: Cursor, operator: Operator, bare: RegExp): Operand {
  cursor.skipBlanks();
  const start = cursor.at;
  const operand = parseAnyOperand(cursor, bare);
  const isOrder = operator !== "=" && operator !== "!=";
  if (isOrder && operand.number === undefined) cursor.fail(`${operator} compares with a number`, start);
  return operand;
}

function parseAnyOperand(cursor: Cursor, bare: RegExp): Operand {
  if (cursor.take("%")) return { isEqualTo: parseRegex(cursor), number: undefined, isRegex: true };
  if (cursor.take('"')) return { isEqualTo: wildcard(cursor.takePhrase()), number: undefined, isRegex: false };
  const word = cursor.takePattern(bare);
  if (word === undefined) cursor.fail("a value was expected: a number, a text or a %regex%");
  return { isEqualTo: wildcard(word), number: readNumber(word), isRegex: false };
}

/** A number as patterns write it: also `.5` and `5.`. */
function readNumber(word: string): number | undefined {
  return parseNumber(word.replace(/^([+-]?)\./, "$10.").replace(/\.(?=$|[eE])/, ".0"));
}

/** Whether two numbers are in the relation that an operator means. */
export function isInOrder(left: number, operator: Operator, right: number): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/**
 * Compares a whole text with one in which `*` stands for any run of characters, anywhere: each piece
 * is taken at its first place, but the last one must end the text. The service is not reliable with
 * a star in the middle (section 8).
 */
function wildcard(expected: string): (text: string) => boolean {
  const pieces = expected.split("*");
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return (text) => text === expected;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = text.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}
