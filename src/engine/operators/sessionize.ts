import { nextPeriod, toNumber } from "../../values/index.ts";
import { groupKey } from "../group-key.ts";
import type { Operator, StepOf } from "./operator.ts";

/**
 * Numbers sessions from 1, in the order of their first rows. A session of an identity ends where
 * the next of its rows is more than the span away in time, in either direction; rows without a
 * time or a part of the identity belong to none.
 */
export const sessionize: Operator<StepOf<"sessionize">> = (rows, { identity, timeSlot, longestGap, slot }) => {
  const open = new Map<string, { number: number; time: number }>();
  let count = 0;
  for (const row of rows) {
    const values = identity.map((part) => row[part]);
    const time = toNumber(row[timeSlot]);
    if (time === undefined || values.includes(undefined)) {
      row[slot] = undefined;
      continue;
    }
    const key = groupKey(values);
    const session = open.get(key);
    const isSame = session !== undefined && Math.max(time, session.time) <= lastOf(Math.min(time, session.time));
    if (isSame) session.time = time;
    else open.set(key, { number: ++count, time });
    row[slot] = isSame ? session.number : count;
  }
  return rows;

  function lastOf(start: number): number {
    return nextPeriod(start, longestGap);
  }
};
