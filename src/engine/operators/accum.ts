import { addExactly, exactSum, roundExactSum } from "../../support/exact-sum.ts";
import { finite, toNumber } from "../../values/index.ts";
import { noteDerived } from "./derived.ts";
import type { Operator, StepOf } from "./operator.ts";

/** The sum up to each row: exact, rounded once; what is no number adds nothing (section 5.23). */
export const accumulate: Operator<StepOf<"accum">> = (rows, { source, slot }, state) => {
  const sum = exactSum();
  for (const row of rows) {
    const number = toNumber(row[source]);
    if (number !== undefined) addExactly(sum, number);
    row[slot] = finite(roundExactSum(sum));
  }
  noteDerived(state, [source], [slot]);
  return rows;
};
