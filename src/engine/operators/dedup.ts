import { groupKey } from "../group-key.ts";
import type { Operator, StepOf } from "./operator.ts";

/** The first row of each combination; a row that misses one of the values is kept (section 5.9). */
export const dedupRows: Operator<StepOf<"dedup">> = (rows, { slots }) => {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = slots.map((slot) => row[slot]);
    if (values.includes(undefined)) return true;
    const key = groupKey(values);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
