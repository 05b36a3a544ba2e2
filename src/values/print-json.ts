import { printTimestamp } from "./timestamp-text.ts";
import type { Value } from "./value.ts";

/**
 * Prints a value as JSON without blanks. Members keep their order and numbers the digits that they
 * were written with, which is why this is no `JSON.stringify`; `printString` may escape more.
 */
export function printJson(value: Value, printString: (text: string) => string = JSON.stringify): string {
  switch (typeof value) {
    case "undefined":
      return "null";
    case "string":
      return printString(value);
    case "number":
    case "boolean":
      return JSON.stringify(value);
    case "object":
      switch (value.kind) {
        case "number":
          return JSON_NUMBER.test(value.text) ? value.text : JSON.stringify(value.value);
        case "timestamp":
          return printString(printTimestamp(value.epochMilliseconds));
        case "list":
          return `[${value.items.map((item) => printJson(item, printString)).join(",")}]`;
        case "map": {
          const members = [...value.members].map(
            ([key, item]) => `${printString(key)}:${printJson(item, printString)}`,
          );
          return `{${members.join(",")}}`;
        }
      }
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
