import type { PlanExpression } from "../../plan/index.ts";
import { withRoom } from "../../support/with-room.ts";
import type { Value } from "../../values/index.ts";
import {
  type BatchPart,
  doubles,
  finiteNumber,
  type MakeNumbers,
  type NumberArray,
  type Numbering,
  wholeNumbers,
} from "./batch-part.ts";
import { JointValues } from "./joint-values.ts";
import type { PartContext } from "./part-context.ts";

/**
 * An expression over several columns and over what an input has, worked out once for each combination of
 * their codes; with the time among what it reads, for each row.
 */
export function jointPart(expression: PlanExpression, context: PartContext): BatchPart {
  const values = new JointValues(expression, context);
  const memoize: BatchPart["memoize"] = (numberOf, make) => jointNumbers(values, numberOf, make);
  return {
    start: (batch, rows) => values.start(batch, rows),
    valueOf: (row) => values.at(row),
    numbers: () => memoize(finiteNumber, doubles),
    memoize,
    numbersIn: (dictionary) => memoize((value) => dictionary.numberOf(value), wholeNumbers),
  };
}

/** Numbers of values, by combination while those come again. */
function jointNumbers<Numbers extends NumberArray>(
  values: JointValues,
  numberOf: (value: Value) => number,
  make: MakeNumbers<Numbers>,
): Numbering<Numbers> {
  let numbers = make(0);
  let numbered: readonly Value[] = [];
  let count = 0;
  const of = (row: number): number => {
    if (!values.isRepeating) return numberOf(values.workOut(row));
    const combination = values.combinationOf(row);
    const { known } = values;
    if (known !== numbered) {
      numbered = known; // they have begun anew
      count = 0;
    }
    if (combination >= count) numbers = withRoom(numbers, known.length);
    for (; count < known.length; count++) numbers[count] = numberOf(known[count]);
    return numbers[combination] as number;
  };
  return {
    of,
    fill: ({ rows, count: rowCount }, filled) => {
      for (let at = 0; at < rowCount; at++) filled[at] = of(rows[at] as number);
    },
  };
}
