import { toText, type Value } from "../values/index.ts";

/**
 * The text by which rows are told apart in groups, `dedup` and distinct rows: equality is on
 * printed values, and a missing value is a value of its own (sections 5.9 and 5.10).
 */
export function groupKey(values: readonly Value[]): string {
  const [only] = values;
  if (values.length === 1) return only === undefined ? "" : `=${toText(only)}`;
  return JSON.stringify(values.map((value) => toText(value) ?? null));
}
