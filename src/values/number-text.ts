const NUMBER = /^[ \t\r\n]*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[ \t\r\n]*$/;
const SLASH = 0x2f;
const DIGIT_NINE = 0x39;

/**
 * Reads a text as a number: optional sign, digits, optional fraction and exponent, the whole
 * text apart from blanks at its ends. Hexadecimal, `NaN`, `Infinity` and separators are text.
 * Source: language specification, section 3, number syntax for coercion.
 */
export function parseNumber(text: string): number | undefined {
  // Most text begins with a letter or, like paths, a slash, which no number does: that is told without the pattern.
  const first = text.charCodeAt(0);
  if (first > DIGIT_NINE || first === SLASH || !NUMBER.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Prints a computed number: at most four decimals, rounded half up (away from zero for
 * negative numbers, so that a sign never changes the digits), no trailing zeros, no exponent
 * below 1e15, never `-0`. Source: language specification, section 8.4.
 */
export function printNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? (value + 0).toFixed(0) : exponentFree(value);
  if (Math.abs(value) >= 1e15) return String(value);
  const rounded = roundDecimalText(value);
  return rounded === "-0" ? "0" : rounded;
}

/** `toFixed` leaves its exponent in from 1e21 on; such integers print as JavaScript prints them. */
function exponentFree(value: number): string {
  return String(value);
}

/** Rounds the decimal text of a number, as a person would; binary fractions never show. */
function roundDecimalText(value: number): string {
  const text = plainDecimal(Math.abs(value));
  const point = text.indexOf(".");
  const sign = value < 0 ? "-" : "";
  if (point < 0) return sign + text;
  const whole = text.slice(0, point);
  const fraction = text.slice(point + 1);
  if (fraction.length <= 4) return sign + text;
  const kept = BigInt(whole + fraction.slice(0, 4)) + (fraction.charCodeAt(4) >= 53 ? 1n : 0n);
  const digits = kept.toString().padStart(5, "0");
  const decimals = digits.slice(-4).replace(/0+$/, "");
  const head = digits.slice(0, -4);
  if (decimals === "") return head === "0" ? "0" : sign + head;
  return `${sign}${head}.${decimals}`;
}

/** The shortest decimal text of a number below 1e15, without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  const exponentAt = text.indexOf("e-");
  if (exponentAt < 0) return text;
  const digits = text.slice(0, exponentAt).replace(".", "");
  return `0.${"0".repeat(Number(text.slice(exponentAt + 2)) - 1)}${digits}`;
}
