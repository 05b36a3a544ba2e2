import { addExactly, type ExactSum, exactSum, roundExactSum } from "../../support/exact-sum.ts";
import { finite, isTimestamp, toNumber, type Value } from "../../values/index.ts";
import type { Row } from "../row.ts";
import { noteDerived } from "./derived.ts";
import type { Operator, StepOf } from "./operator.ts";

/**
 * The sum of each row, and a last row with the sum of each column. Text that reads as a number
 * counts (section 10, row 43), moments do not; a sum of nothing is missing.
 */
export const addTotals: Operator<StepOf<"add-totals">> = (rows, { slots, totalSlot, hasTotalsRow }, state) => {
  const columns = new Map(
    [...slots, ...(totalSlot === undefined ? [] : [totalSlot])].map((slot) => [slot, newTotal()]),
  );
  for (const row of rows) {
    const total = newTotal();
    for (const slot of slots) {
      const number = summand(row[slot]);
      if (number === undefined) continue;
      add(total, number);
      add(columns.get(slot), number);
      if (totalSlot !== undefined) add(columns.get(totalSlot), number);
    }
    if (totalSlot !== undefined) row[totalSlot] = shownSum(total);
  }
  if (totalSlot !== undefined) noteDerived(state, slots, [totalSlot]);
  if (!hasTotalsRow || rows.length === 0) return rows;
  const last: Row = new Array<Value>(state.slotCount).fill(undefined);
  for (const [slot, total] of columns) last[slot] = shownSum(total);
  return [...rows, last];
};

interface Total {
  readonly sum: ExactSum;
  count: number;
}

function newTotal(): Total {
  return { sum: exactSum(), count: 0 };
}

function add(total: Total | undefined, number: number): void {
  if (total === undefined) return;
  total.count++;
  addExactly(total.sum, number);
}

function shownSum({ sum, count }: Total): Value {
  return count === 0 ? undefined : finite(roundExactSum(sum));
}

function summand(value: Value): number | undefined {
  return isTimestamp(value) ? undefined : toNumber(value);
}
