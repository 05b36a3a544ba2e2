import type { RowExpansion } from "../plan/index.ts";
import { isList, parseJson, type Value } from "../values/index.ts";
import { compileExpression, requireRegularExpression, textOf } from "./compile.ts";
import { compileJoin } from "./join.ts";
import type { Row } from "./row.ts";

/**
 * Makes the rows that come of one: fills the row anew for each of them and hands it on. True if one
 * of them was kept.
 */
export type Expand = (row: Row, next: (row: Row) => boolean) => boolean;

export function compileExpansion(step: RowExpansion): Expand {
  switch (step.kind) {
    case "unnest":
      return elements(step, (value) => (isList(value) ? value.items : [value]));
    case "expand":
      return elements(step, (value) => {
        const array = typeof value === "string" && /^\s*\[/.test(value) ? (parseJson(value) ?? value) : value;
        return isList(array) ? array.items : [value];
      });
    case "parse-every-match":
      return everyMatch(step);
    case "join":
      return compileJoin(step);
  }
}

/** One row for each element; none for an empty list. */
function elements(
  { source, slot }: Extract<RowExpansion, { kind: "unnest" | "expand" }>,
  elementsOf: (value: Value) => readonly Value[],
): Expand {
  const evaluate = compileExpression(source);
  return (row, next) => {
    let isKept = false;
    for (const element of elementsOf(evaluate(row))) {
      row[slot] = element;
      isKept = next(row) || isKept;
    }
    return isKept;
  };
}

/** One row for each match; without a match the row stays, without the new fields (section 5.5). */
function everyMatch(step: Extract<RowExpansion, { kind: "parse-every-match" }>): Expand {
  const source = compileExpression(step.source);
  const { matches } = requireRegularExpression(step.pattern);
  return (row, next) => {
    const text = textOf(source(row));
    let hasMatch = false;
    let isKept = false;
    for (const { captures } of text === undefined ? [] : matches(text)) {
      hasMatch = true;
      for (const { group, slot } of step.captures) row[slot] = captures[group];
      isKept = next(row) || isKept;
    }
    if (hasMatch) return isKept;
    for (const { slot } of step.captures) row[slot] = undefined;
    return next(row);
  };
}
