/**
 * What a field of a log event can hold: plain data, so that rows can be compared, printed as
 * JSON and sent to a worker.
 *
 * Missing is `undefined`: an absent member, a JSON null, an object or array of an event (only their
 * leaves are fields), a failed conversion. A JavaScript `number` is always finite and always computed;
 * a number that was read from a log is a `LogNumber`, because its digits are printed as they
 * were written.
 */
export type Value = undefined | string | number | boolean | LogNumber | Timestamp | Structure;

/** What holds other values, such as the result of `jsonParse(text)` (section 7.4). */
export type Structure = ValueList | ValueMap;

/** The kind of a column or of a function's result, as far as the query text tells; a structure is a map or a list. */
export type ValueKind = "text" | "number" | "boolean" | "timestamp" | "list" | "map" | "structure" | "any";

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

/** An ordered list of values, such as the result of `split(text, separator)`. */
export interface ValueList {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** Printed with commas and not as JSON, which is how the service prints `values` (section 8.4). */
  readonly isPlain?: true;
}

/** Values by name, in the order in which they were written. */
export interface ValueMap {
  readonly kind: "map";
  readonly members: ReadonlyMap<string, Value>;
}

export function logNumber(value: number, text: string): LogNumber {
  return { kind: "number", value, text };
}

/** What a number of a log is, by how it is written there: a text where it is beyond what can be calculated with. */
export function numberInLog(text: string): LogNumber | string {
  const value = Number(text);
  return Number.isFinite(value) ? logNumber(value, text) : text;
}

export function timestamp(epochMilliseconds: number): Timestamp {
  return { kind: "timestamp", epochMilliseconds };
}

export function valueList(items: readonly Value[]): ValueList {
  return { kind: "list", items };
}

export function plainList(items: readonly Value[]): ValueList {
  return { kind: "list", items, isPlain: true };
}

export function valueMap(members: Iterable<readonly [string, Value]>): ValueMap {
  return { kind: "map", members: new Map(members) };
}

export function isList(value: Value): value is ValueList {
  return typeof value === "object" && value.kind === "list";
}

export function isMap(value: Value): value is ValueMap {
  return typeof value === "object" && value.kind === "map";
}

export function isStructure(value: Value): value is Structure {
  return isList(value) || isMap(value);
}

/** Whether a column of this kind holds structures and nothing else. */
export function isStructureKind(kind: ValueKind): boolean {
  return kind === "list" || kind === "map" || kind === "structure";
}

export function isTimestamp(value: Value): value is Timestamp {
  return typeof value === "object" && value.kind === "timestamp";
}
