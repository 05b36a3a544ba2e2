import type { BinaryExpression, Expression, Query } from "./ast.ts";
import { type Printer, printCommand } from "./commands/index.ts";
import { printField, printRegularExpression, printStepName, printString } from "./print-name.ts";

/**
 * Prints a tree as query text that the service understands and that parses to the same tree: one
 * command a line, keywords in small letters, parentheses only where precedence needs them.
 */
export function printQuery(query: Query): string {
  return query.commands.map((command) => printCommand(command, PRINTER)).join("\n| ");
}

/** A query within a command, in parentheses. */
function printSubquery(query: Query): string {
  return `(${query.commands.map((command) => printCommand(command, PRINTER)).join(" | ")})`;
}

const PRINTER: Printer = { expression: printExpression, subquery: printSubquery };

/** How tightly each form binds; a part that binds less tightly than its place is put in parentheses. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const SUM = 5;
const TERM = 6;
const POWER = 7;
const UNARY = 8;
const PRIMARY = 9;

const BINARY: Readonly<Record<BinaryExpression["operator"], number>> = {
  or: OR,
  and: AND,
  "=": COMPARISON,
  "!=": COMPARISON,
  "<": COMPARISON,
  "<=": COMPARISON,
  ">": COMPARISON,
  ">=": COMPARISON,
  "+": SUM,
  "-": SUM,
  "*": TERM,
  "/": TERM,
  "%": TERM,
  "^": POWER,
};

function strength(expression: Expression): number {
  switch (expression.kind) {
    case "binary":
      return BINARY[expression.operator];
    case "unary":
      return expression.operator === "not" ? NOT : UNARY;
    case "like":
    case "in":
    case "in-query":
      return COMPARISON;
    default:
      return PRIMARY;
  }
}

/** Prints an expression on its own, without outer parentheses. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "field":
      return printField(expression);
    case "access":
      return `${printField(expression.field)}${printPath(expression.path)}`;
    case "string":
      return printString(expression.value);
    case "number":
      return printNumber(expression.value);
    case "period":
      return `${expression.count}${expression.unit}`;
    case "parameter":
      return `{{${expression.name}}}`;
    case "call":
      return `${expression.name}(${expression.hasStar ? "*" : expression.arguments.map(printExpression).join(", ")})`;
    case "call-access":
      return `${printExpression(expression.call)}${printPath(expression.path)}`;
    case "unary":
      if (expression.operator === "not") return `not ${part(expression.operand, NOT)}`;
      return `${expression.operator}${part(expression.operand, UNARY)}`;
    case "binary":
      return printBinary(expression);
    case "like": {
      const operator = expression.spelling === "=~" ? "=~" : expression.isNegated ? "not like" : "like";
      const { pattern } = expression;
      const right =
        pattern.kind === "regular-expression" ? printRegularExpression(pattern.pattern) : printExpression(pattern);
      return `${part(expression.operand, SUM)} ${operator} ${right}`;
    }
    case "in": {
      const elements = expression.elements.map((element) => part(element, SUM)).join(", ");
      return `${part(expression.operand, SUM)} ${expression.isNegated ? "not in" : "in"} [${elements}]`;
    }
    case "in-query": {
      const operator = expression.isNegated ? "not in" : "in";
      return `${part(expression.operand, SUM)} ${operator} ${printSubquery(expression.query)}`;
    }
  }
}

/** Comparisons do not chain, `^` groups to the right, all others to the left. */
function printBinary({ operator, left, right }: BinaryExpression): string {
  const own = BINARY[operator];
  const leftAtLeast = own === COMPARISON || own === POWER ? own + 1 : own;
  const rightAtLeast = own === POWER ? own : own + 1;
  return `${part(left, leftAtLeast)} ${operator} ${part(right, rightAtLeast)}`;
}

function part(expression: Expression, atLeast: number): string {
  const text = printExpression(expression);
  return strength(expression) >= atLeast ? text : `(${text})`;
}

function printPath(path: readonly (string | number)[]): string {
  return path
    .map((step, at) => {
      if (typeof step === "number") return `[${step}]`;
      const before = path[at - 1];
      const isBehindNumber = typeof before === "string" && /^[0-9]+$/.test(before);
      return `.${printStepName(step, isBehindNumber)}`;
    })
    .join("");
}

function printNumber(value: number): string {
  return String(value).replace("e+", "e");
}
