import type { BatchColumn, PlanExpression, RowList } from "../../plan/index.ts";
import type { Value } from "../../values/index.ts";
import { compileExpression } from "../compile.ts";
import type { Row } from "../row.ts";
import {
  type BatchPart,
  doubles,
  finiteNumber,
  type MakeNumbers,
  type NumberArray,
  type Numbering,
} from "./batch-part.ts";
import type { ColumnCache } from "./column-cache.ts";

/** An expression over one column, worked out once for each code of it. */
export function columnPart(expression: PlanExpression, cache: ColumnCache, columnIndex: number): BatchPart {
  const evaluate = expressionOver(expression, cache);
  // The column's own value, which nothing is worked out for.
  const isPlain = expression.kind === "slot" && expression.slot === cache.plan.slot && cache.plan.steps.length === 0;
  const numberings: CodeNumbers<NumberArray>[] = [];
  let values: (Value | typeof UNKNOWN)[] = [];
  let column: BatchColumn | undefined;
  let codes: Int32Array = new Int32Array(0);
  let epoch = -1;
  const workOut = (of: BatchColumn, code: number): Value => {
    if (!isPlain) return evaluate(cache.entry(of, code).values);
    return code === 0 ? undefined : of.valueOf(code);
  };
  const valueOfCode = (code: number): Value => {
    const known = code < values.length ? values[code] : UNKNOWN;
    if (known !== UNKNOWN) return known;
    const value = workOut(column as BatchColumn, code);
    while (values.length <= code) values.push(UNKNOWN);
    values[code] = value;
    return value;
  };
  const memoizeCodes = <Numbers extends NumberArray>(
    numberOf: (code: number) => number,
    make: MakeNumbers<Numbers>,
  ): Numbering<Numbers> => {
    const numbers = new CodeNumbers(numberOf, make);
    numberings.push(numbers);
    return {
      of: (row) => numbers.of(codes[row] as number),
      fill: (list, filled) => numbers.fill(list, codes, filled),
    };
  };
  const memoize: BatchPart["memoize"] = (numberOf, make) => memoizeCodes((code) => numberOf(valueOfCode(code)), make);
  return {
    start: (batch) => {
      column = batch.columns[columnIndex] as BatchColumn;
      ({ codes } = column);
      if (column.epoch !== epoch) {
        epoch = column.epoch;
        values = [];
        for (const numbers of numberings) numbers.renew(column.verdicts.length);
      }
      for (const numbers of numberings) numbers.learn(column);
    },
    valueOf: (row) => valueOfCode(codes[row] as number),
    numbers: () =>
      isPlain
        ? memoizeCodes((code) => (code === 0 ? Number.NaN : (column as BatchColumn).numberOf(code)), doubles)
        : memoize(finiteNumber, doubles),
    memoize,
  };
}

/** Stands for a value that has not been worked out. */
const UNKNOWN = Symbol("unknown");

/**
 * Numbers by code, worked out between batches for the codes that are new: so what is done with every row is
 * no more than to look them up.
 */
class CodeNumbers<Numbers extends NumberArray> {
  readonly #workOut: (code: number) => number;
  readonly #make: MakeNumbers<Numbers>;
  #numbers: Numbers;
  #nextCode = 0;

  constructor(workOut: (code: number) => number, make: MakeNumbers<Numbers>) {
    this.#workOut = workOut;
    this.#make = make;
    this.#numbers = make(0);
  }

  /** Called where codes begin anew, with how many there can be. */
  renew(codeCount: number): void {
    if (this.#numbers.length !== codeCount) this.#numbers = this.#make(codeCount);
    this.#nextCode = 0;
  }

  /** Codes of rows that are turned away have no number. */
  learn({ codeCount, verdicts }: BatchColumn): void {
    for (let code = this.#nextCode; code <= codeCount; code++) {
      if (verdicts[code] !== 2) this.#numbers[code] = this.#workOut(code);
    }
    this.#nextCode = codeCount + 1;
  }

  of(code: number): number {
    return this.#numbers[code] as number;
  }

  fill({ rows, count }: RowList, codes: Int32Array, filled: Numbers): void {
    const numbers = this.#numbers;
    for (let at = 0; at < count; at++) filled[at] = numbers[codes[rows[at] as number] as number] as number;
  }
}

/** An expression over the values of a column's slots. */
function expressionOver(expression: PlanExpression, { plan }: ColumnCache): (values: readonly Value[]) => Value {
  if (expression.kind === "slot") {
    const at = plan.slots.indexOf(expression.slot);
    return (values) => values[at];
  }
  const evaluate = compileExpression(expression);
  const row: Row = [];
  return (values) => {
    for (const [at, slot] of plan.slots.entries()) row[slot] = values[at];
    return evaluate(row);
  };
}
