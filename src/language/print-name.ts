import type { FieldReference } from "./ast.ts";

/** A field by its path; parts that need backticks get them. */
export function printField({ parts }: FieldReference): string {
  return parts.length === 1 ? name(parts[0] ?? "") : parts.map(printNamePart).join(".");
}

/** Words that mean something where a name may stand; as names they are written in backticks. */
const KEYWORDS = new Set(
  "and any as asc by csv desc for in like logfmt maxspan multi not null offset or where".split(" "),
);

/** An alias is one name, dots and all; a plain dotted path needs no backticks. */
export function printAlias(text: string): string {
  return text.includes(".") && isPlainPath(text) ? text : name(text);
}

function name(text: string): string {
  if (KEYWORDS.has(text.toLowerCase())) return `\`${text}\``;
  return printNamePart(text);
}

/** A step of a path behind an index or a call, where it is a token of its own: `.name`. */
export function printStepName(text: string, isBehindNumber: boolean): string {
  // A number behind a number would be read with it as one.
  if (/^[0-9]+$/.test(text) && !isBehindNumber) return text;
  return name(text);
}

/** A dotted path that reads back as the same name. */
function isPlainPath(text: string): boolean {
  return /^[A-Za-z_@][A-Za-z0-9_@]*(?:\.[A-Za-z0-9_@]+)*$/.test(text);
}

/** One part of a dotted name, the first one by default. */
export function printNamePart(text: string, index = 0): string {
  const plain = index === 0 ? /^[A-Za-z_@][A-Za-z0-9_@]*$/ : /^[A-Za-z0-9_@]+$/;
  if (plain.test(text)) return text;
  return text.startsWith("@") ? `@\`${text.slice(1)}\`` : `\`${text}\``;
}

/** A text in double quotes. */
export function printString(value: string): string {
  const escaped = value
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

export function printRegularExpression(pattern: string): string {
  return `/${pattern.replaceAll("/", "\\/")}/`;
}
