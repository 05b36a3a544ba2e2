import type { RowExpansion, SubplanRowsReference } from "../plan/index.ts";
import { InvariantError } from "../support/invariant-error.ts";
import type { Value } from "../values/index.ts";
import { compileExpression } from "./compile.ts";
import type { Row } from "./row.ts";
import { indexValues } from "./value-index.ts";

type JoinStep = Extract<RowExpansion, { kind: "join" }>;

/**
 * Makes one row for each row of the other side whose key, its first cell, equals that of a row, in their
 * order; of a row without any, none or, in a left join, one with nothing beside it.
 */
export function compileJoin({ source, rows, outputs, isLeft }: JoinStep) {
  const others = boundRows(rows);
  const find = indexValues(others.map(([key]) => key));
  const key = compileExpression(source);
  const fill = (row: Row, cells: readonly Value[] | undefined): void => {
    for (const [index, { slot }] of outputs.entries()) row[slot] = cells?.[index + 1];
  };
  return (row: Row, next: (row: Row) => boolean): boolean => {
    const found = find(key(row));
    if (found.length === 0) {
      if (!isLeft) return false;
      fill(row, undefined);
      return next(row);
    }
    let isKept = false;
    for (const position of found) {
      fill(row, others[position]);
      isKept = next(row) || isKept;
    }
    return isKept;
  };
}

/** The rows that a subplan gave. */
export function boundRows(rows: SubplanRowsReference): readonly (readonly Value[])[] {
  if (rows.kind === "rows") return rows.rows;
  throw new InvariantError("a plan runs only when its subplans are bound");
}
