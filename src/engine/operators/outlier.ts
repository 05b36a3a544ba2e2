import { toNumber } from "../../values/index.ts";
import { quantile } from "../quantile.ts";
import type { Row } from "../row.ts";
import { noteDerived } from "./derived.ts";
import type { Operator, StepOf } from "./operator.ts";

/**
 * Finds numbers far above the third quartile, or far below the first (section 5.23). The bounds of
 * all fields are those of all rows; what is no number is no outlier.
 */
export const treatOutliers: Operator<StepOf<"outlier">> = (rows, step, state) => {
  const tests = step.tests.map((test) => ({ ...test, ...boundsOf(rows, test.slot, step) }));
  for (const { slot, markSlot } of tests) if (markSlot !== undefined) noteDerived(state, [slot], [markSlot]);
  return rows.filter((row) => {
    let hasOutlier = false;
    for (const { slot, markSlot, least, most } of tests) {
      const number = toNumber(row[slot]);
      const isOutlier = number !== undefined && (number > most || number < least);
      if (markSlot !== undefined) row[markSlot] = number === undefined ? undefined : isOutlier;
      if (isOutlier && !step.isRemoved) row[slot] = number > most ? most : least;
      hasOutlier ||= isOutlier;
    }
    return !(hasOutlier && step.isRemoved);
  });
};

interface Bounds {
  readonly least: number;
  readonly most: number;
}

function boundsOf(rows: readonly Row[], slot: number, { factor, isTwoSided }: StepOf<"outlier">): Bounds {
  const numbers = Float64Array.from(rows.flatMap((row) => toNumber(row[slot]) ?? [])).sort();
  const first = quantile(numbers, 0.25);
  const third = quantile(numbers, 0.75);
  const reach = factor * (third - first);
  return { least: isTwoSided ? first - reach : Number.NEGATIVE_INFINITY, most: third + reach };
}
