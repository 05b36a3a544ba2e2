import { findFunction } from "../../functions/index.ts";
import { type BinaryExpression, type Expression, fieldName, printExpression } from "../../language/index.ts";
import { isEqual, toNumber } from "../../values/index.ts";
import { type Literal, literalText, literalValue } from "./literals.ts";

interface Impossibility {
  readonly why: string;
  readonly help?: string;
}

/** Why a comparison with a literal holds for no event; undefined where it may hold. */
export function impossibleComparison({ operator, left, right }: BinaryExpression): Impossibility | undefined {
  if (!/^(?:=|[<>]=?)$/.test(operator)) return undefined;
  const value = literalValue(right);
  if (value === undefined) return undefined;
  return timeAgainstText(left, operator, value) ?? letterCase(left, operator, value) ?? truth(left, operator, value);
}

/** `@timestamp` is a time, and no text has an order with it, nor is one equal to it (section 7.3). */
function timeAgainstText(left: Expression, operator: string, value: Literal): Impossibility | undefined {
  const isTime = left.kind === "field" && fieldName(left) === "@timestamp";
  if (!isTime || typeof value === "number" || toNumber(value) !== undefined) return undefined;
  const time = Date.parse(value);
  const help = Number.isNaN(time) ? "" : `write toMillis(@timestamp) ${operator} ${time}, or `;
  return {
    why: `\`@timestamp\` is a time, which no text compares with`,
    help: `${help}choose the time range with --since and --until`,
  };
}

/** `tolower(x) = "ERROR"` */
function letterCase(left: Expression, operator: string, value: Literal): Impossibility | undefined {
  if (left.kind !== "call" || operator !== "=" || typeof value === "number") return undefined;
  const isLower = /^tolower$/i.test(left.name);
  if (!isLower && !/^toupper$/i.test(left.name)) return undefined;
  const reachable = isLower ? value.toLowerCase() : value.toUpperCase();
  if (reachable === value) return undefined;
  const letters = isLower ? "capital" : "small";
  return {
    why: `\`${left.name}\` leaves no ${letters} letters, and ${literalText(value)} has some`,
    help: `write ${printExpression(left)} = ${literalText(reachable)}`,
  };
}

/** A condition is 1 or 0. */
function truth(left: Expression, operator: string, value: Literal): Impossibility | undefined {
  if (operator !== "=" || !isCondition(left)) return undefined;
  if (isEqual(true, value) || isEqual(false, value)) return undefined;
  return { why: `\`${printExpression(left)}\` is 1 or 0, never ${literalText(value)}` };
}

function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case "like":
    case "in":
      return true;
    case "unary":
      return expression.operator !== "-";
    case "binary":
      return /^(?:and|or|!?=|[<>]=?)$/.test(expression.operator);
    case "call": {
      const entry = findFunction(expression.name);
      return entry?.kind === "scalar" && entry.result === "boolean";
    }
    default:
      return false;
  }
}
