import type { Column } from "../engine/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { toText, type Value } from "../values/index.ts";

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

function jsonValue(value: Value): string {
  switch (typeof value) {
    case "undefined":
      return "null"; // only in lists: nothing else keeps the positions of the items after it
    case "string":
      return jsonString(value);
    case "number":
      return JSON.stringify(value);
    case "boolean":
      return value ? "1" : "0"; // section 8.4
    case "object":
      if (value.kind === "number") return JSON_NUMBER.test(value.text) ? value.text : JSON.stringify(value.value);
      if (value.kind === "list") return `[${value.items.map(jsonValue).join(",")}]`;
      return jsonString(toText(value) ?? "");
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The escapes of visible text are those of JSON: the same value, safe to show on a terminal. */
function jsonString(text: string): string {
  return visibleText(JSON.stringify(text));
}
