import type { Column } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { printJson, type Value } from "../values/index.ts";

/**
 * Prints rows as JSON objects: members in column order, missing values absent. Written by hand,
 * because a JavaScript object would put column names such as `0` first and numbers of a log would
 * lose digits on their way through a double.
 */
export function jsonRowPrinter(columns: readonly Column[]): (row: readonly Value[]) => string {
  const keys = columns.map(({ name }) => `${jsonString(name)}:`);
  return (row) => {
    const members: string[] = [];
    for (const [index, key] of keys.entries()) {
      const value = row[index];
      if (value !== undefined) members.push(key + jsonValue(value));
    }
    return `{${members.join(",")}}`;
  };
}

/** Conditions print as 1 and 0 (section 8.4); within structures booleans are what JSON says. */
function jsonValue(value: Value): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : printJson(value, jsonString);
}

/** The escapes of visible text are those of JSON: the same value, safe to show on a terminal. */
function jsonString(text: string): string {
  return visibleText(JSON.stringify(text));
}
