import type { BinaryExpression, Command, Expression, FieldReference, Projection, Query } from "./ast.ts";

/**
 * Prints a tree as query text that the service understands and that parses to the same tree: one
 * command a line, keywords in small letters, parentheses only where precedence needs them.
 */
export function printQuery(query: Query): string {
  return query.commands.map(printCommand).join("\n| ");
}

function printCommand(command: Command): string {
  switch (command.kind) {
    case "fields":
    case "display":
      return `${command.kind} ${printProjections(command.projections)}`;
    case "filter":
      return `${command.spelling} ${printExpression(command.condition)}`;
    case "parse": {
      const aliases =
        command.aliases.length === 0 ? "" : ` as ${command.aliases.map((alias) => aliasName(alias.name)).join(", ")}`;
      const { pattern } = command;
      const text = pattern.kind === "glob" ? printString(pattern.text) : printRegularExpression(pattern.pattern);
      return `parse ${printExpression(command.source)} ${text}${aliases}`;
    }
    case "sort":
      return `sort ${command.keys.map(({ field, direction }) => `${printField(field)} ${direction}`).join(", ")}`;
    case "limit":
      return `limit ${command.isAny ? "any " : ""}${printExpression(command.count)}`;
    case "dedup":
      return `dedup ${command.fields.map(printField).join(", ")}`;
    case "stats": {
      const groups = command.groups.length === 0 ? "" : ` by ${printProjections(command.groups)}`;
      return `stats ${printProjections(command.items)}${groups}`;
    }
  }
}

function printProjections(projections: readonly Projection[]): string {
  return projections.map(printProjection).join(", ");
}

/** The alias is written where the printed text alone would give the column another name. */
function printProjection({ expression, name: columnName, aliasSpan }: Projection): string {
  const text = printExpression(expression);
  const ownName = expression.kind === "field" ? expression.parts.join(".") : text.replaceAll("`", "");
  return ownName === columnName && aliasSpan === undefined ? text : `${text} as ${aliasName(columnName)}`;
}

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
      return `${printField(expression.field)}${expression.path.map(printStep).join("")}`;
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

function printField({ parts }: FieldReference): string {
  return parts.length === 1 ? name(parts[0] ?? "") : parts.map(namePart).join(".");
}

function printStep(step: string | number): string {
  return typeof step === "number" ? `[${step}]` : `.${namePart(step, 1)}`;
}

/** Words that mean something where a name may stand; as names they are written in backticks. */
const KEYWORDS = new Set("and any as asc by csv desc in like logfmt multi not null offset or".split(" "));

/** An alias is one name, dots and all; a plain dotted path needs no backticks. */
function aliasName(text: string): string {
  return text.includes(".") && isPlainPath(text) ? text : name(text);
}

function name(text: string): string {
  if (KEYWORDS.has(text.toLowerCase())) return `\`${text}\``;
  return namePart(text);
}

/** A dotted path that reads back as the same name. */
function isPlainPath(text: string): boolean {
  return /^[A-Za-z_@][A-Za-z0-9_@]*(?:\.[A-Za-z0-9_@]+)*$/.test(text);
}

function namePart(text: string, index = 0): string {
  const plain = index === 0 ? /^[A-Za-z_@][A-Za-z0-9_@]*$/ : /^[A-Za-z0-9_@]+$/;
  if (plain.test(text)) return text;
  return text.startsWith("@") ? `@\`${text.slice(1)}\`` : `\`${text}\``;
}

function printString(value: string): string {
  const escaped = value
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function printRegularExpression(pattern: string): string {
  return `/${pattern.replaceAll("/", "\\/")}/`;
}

function printNumber(value: number): string {
  return String(value).replace("e+", "e");
}
