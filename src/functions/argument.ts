import { isStructure, isTimestamp, type Period, parseIsoTime, toNumber, toText, type Value } from "../values/index.ts";
import type { Constant } from "./function.ts";

/** An argument as a number; missing for text that reads as none and for numbers no double can hold. */
export function numberArgument(value: Value): number | undefined {
  const number = toNumber(value);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

/** An argument as text; a map or list counts as missing (section 3). */
export function textArgument(value: Value): string | undefined {
  return isStructure(value) ? undefined : toText(value);
}

/** An argument as a moment: a timestamp, epoch milliseconds or ISO 8601 text (section 7.3). */
export function momentArgument(value: Value): number | undefined {
  if (isTimestamp(value)) return value.epochMilliseconds;
  return numberArgument(value) ?? (typeof value === "string" ? parseIsoTime(value.trim()) : undefined);
}

export function isPeriod(constant: Constant): constant is Period {
  return typeof constant === "object" && constant.kind === "period";
}
