import { compareCodePoints } from "../../values/index.ts";
import type { Row } from "../row.ts";
import { noteDerived } from "./derived.ts";
import type { Operator, StepOf } from "./operator.ts";

/**
 * How many events more than earlier each pattern has, and the same in words; our own names and words,
 * as the service publishes none. The largest difference comes first, then the largest count.
 */
export const comparePatterns: Operator<StepOf<"diff">> = (rows, step, state) => {
  const { current, earlier, difference, description, pattern } = step;
  noteDerived(state, [current, earlier], [difference]);
  const number = (row: Row, slot: number): number => row[slot] as number;
  for (const row of rows) {
    row[difference] = number(row, current) - number(row, earlier);
    row[description] = describe(number(row, current), number(row, earlier));
  }
  return rows.sort(
    (a, b) =>
      Math.abs(number(b, difference)) - Math.abs(number(a, difference)) ||
      number(b, current) - number(a, current) ||
      compareCodePoints(a[pattern] as string, b[pattern] as string),
  );
};

function describe(now: number, before: number): string {
  if (before === 0) return "new";
  if (now === 0) return "gone";
  if (now === before) return "unchanged";
  const times = now / before;
  if (times >= 2) return `${Math.round(times * 10) / 10} times as many`;
  const percent = Math.round(Math.abs(times - 1) * 100);
  return `${percent === 0 ? "less than 1" : percent}% ${times > 1 ? "more" : "fewer"}`;
}
