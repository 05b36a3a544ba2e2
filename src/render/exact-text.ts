import { isList, toText, type Value } from "../values/index.ts";

/**
 * The text of a value for other programs: as `toText`, but computed numbers keep all their digits.
 * A missing value is empty text.
 */
export function exactText(value: Value): string {
  if (typeof value === "number") return String(value);
  if (isList(value) && value.isPlain) return value.items.map(exactText).join(",");
  return toText(value) ?? "";
}
