import type { Value } from "../../values/index.ts";
import type { Operator, StepOf } from "./operator.ts";

/** Carries the last value down into gaps; empty text is a value, and leading gaps stay (section 5.23). */
export const fillDown: Operator<StepOf<"fill-down">> = (rows, { slots }) => {
  const last: Value[] = slots.map(() => undefined);
  for (const row of rows) {
    for (const [index, slot] of slots.entries()) {
      if (row[slot] === undefined) row[slot] = last[index];
      else last[index] = row[slot];
    }
  }
  return rows;
};
