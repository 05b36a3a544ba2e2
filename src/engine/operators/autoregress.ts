import { noteDerived } from "./derived.ts";
import type { Operator, StepOf } from "./operator.ts";

/** Gives each row values of earlier ones; the first rows have none. */
export const autoregress: Operator<StepOf<"autoregress">> = (rows, { source, lags }, state) => {
  for (const [index, row] of rows.entries()) {
    for (const { lag, slot } of lags) row[slot] = rows[index - lag]?.[source];
  }
  noteDerived(
    state,
    [source],
    lags.map(({ slot }) => slot),
  );
  return rows;
};
