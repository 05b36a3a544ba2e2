import { parseNumber, printNumber } from "./number-text.ts";
import { printJson } from "./print-json.ts";
import { printTimestamp } from "./timestamp-text.ts";
import { isStructure, type LogNumber, type Timestamp, type Value } from "./value.ts";

/** The number that a value stands for: text that reads as one, 1 and 0 for booleans, epoch milliseconds for moments. */
export function toNumber(value: Value): number | undefined {
  switch (typeof value) {
    case "number":
      return value;
    case "string":
      return parseNumber(value);
    case "boolean":
      return value ? 1 : 0;
    case "object":
      if (value.kind === "number") return value.value;
      return value.kind === "timestamp" ? value.epochMilliseconds : undefined;
    default:
      return undefined;
  }
}

/** The text that a value prints as (section 8.4); structures print as JSON, missing stays missing. */
export function toText(value: Value): string | undefined {
  switch (typeof value) {
    case "number":
      return printNumber(value);
    case "boolean":
      return value ? "1" : "0";
    case "object":
      if (value.kind === "number") return value.text;
      if (value.kind === "timestamp") return printTimestamp(value.epochMilliseconds);
      if (value.kind === "list" && value.isPlain) return value.items.map((item) => toText(item) ?? "").join(",");
      return printJson(value);
    default:
      return value;
  }
}

/** Whether a lone value fulfils a condition: present, not zero, not empty text (section 5.3). */
export function toCondition(value: Value): boolean {
  if (typeof value === "object") return value.kind === "number" ? value.value !== 0 : value.kind === "timestamp";
  return value !== undefined && value !== "" && value !== false && value !== 0;
}

/** Whether a value is a number by its type, and not only by its text. */
export function isNumberLike(value: Value): value is number | boolean | LogNumber | Timestamp {
  return value !== undefined && typeof value !== "string" && !isStructure(value);
}

/** The result of a calculation: missing where it is not finite. */
export function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
