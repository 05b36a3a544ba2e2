/**
 * What a field of a log event can hold: plain data, so that rows can be compared, printed as
 * JSON and sent to a worker.
 *
 * Missing is `undefined`: an absent member, a JSON null, an object or array (only their leaves
 * are fields), a failed conversion. A JavaScript `number` is always finite and always computed;
 * a number that was read from a log is a `LogNumber`, because its digits are printed as they
 * were written.
 */
export type Value = undefined | string | number | boolean | LogNumber | Timestamp | ValueList;

/** The kind of a column or of a function's result, as far as the query text tells. */
export type ValueKind = "text" | "number" | "boolean" | "timestamp" | "list" | "any";

/** A number as a log wrote it: `text` is shown and grouped by, `value` is calculated with. */
export interface LogNumber {
  readonly kind: "number";
  readonly value: number;
  readonly text: string;
}

/** A moment, in milliseconds since the Unix epoch. Printed in UTC, a number in arithmetic. */
export interface Timestamp {
  readonly kind: "timestamp";
  readonly epochMilliseconds: number;
}

/** An ordered list of values, such as the result of `values(x)`. */
export interface ValueList {
  readonly kind: "list";
  readonly items: readonly Value[];
}

export function logNumber(value: number, text: string): LogNumber {
  return { kind: "number", value, text };
}

export function timestamp(epochMilliseconds: number): Timestamp {
  return { kind: "timestamp", epochMilliseconds };
}

export function valueList(items: readonly Value[]): ValueList {
  return { kind: "list", items };
}

export function isList(value: Value): value is ValueList {
  return typeof value === "object" && value.kind === "list";
}

export function isTimestamp(value: Value): value is Timestamp {
  return typeof value === "object" && value.kind === "timestamp";
}
