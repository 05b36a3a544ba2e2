import type { BatchColumn, PlanExpression, RowList, TakeLeaf } from "../../plan/index.ts";
import type { Value } from "../../values/index.ts";
import { compileExpression } from "../compile.ts";
import type { ValueDictionary } from "../groups/value-dictionary.ts";
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
  const seen: SeenCodes[] = [];
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
  /** Of the column's own values most need not be made. */
  const numberByCode = (dictionary: ValueDictionary): ((code: number) => number) => {
    const take: TakeLeaf<number | undefined> = (bytes, start, end, isNumber) =>
      dictionary.numberOfLeaf(bytes, start, end, isNumber);
    return (code) => {
      const number = isPlain && code !== 0 ? (column as BatchColumn).readLeaf(code, take) : undefined;
      return number ?? dictionary.numberOf(valueOfCode(code));
    };
  };
  return {
    start: (batch) => {
      column = batch.columns[columnIndex] as BatchColumn;
      ({ codes } = column);
      if (column.epoch !== epoch) {
        epoch = column.epoch;
        values = [];
        for (const numbers of [...numberings, ...seen]) numbers.renew(column.verdicts.length);
      }
      for (const numbers of numberings) numbers.learn(column);
    },
    valueOf: (row) => valueOfCode(codes[row] as number),
    numbers: () =>
      isPlain
        ? memoizeCodes((code) => (code === 0 ? Number.NaN : (column as BatchColumn).numberOf(code)), doubles)
        : memoize(finiteNumber, doubles),
    memoize,
    numbersIn: (dictionary) => {
      const numbers = new SeenCodes(numberByCode(dictionary));
      seen.push(numbers);
      return {
        of: (row) => numbers.of(codes[row] as number),
        fill: (list, filled) => numbers.fill(list, codes, filled),
      };
    },
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

/**
 * Numbers by code, worked out for the codes of the rows that are asked about, in their order: those of other rows
 * are turned away.
 */
class SeenCodes {
  readonly #workOut: (code: number) => number;
  /** One more than the number, or 0. */
  #seen = new Int32Array(0);

  constructor(workOut: (code: number) => number) {
    this.#workOut = workOut;
  }

  renew(codeCount: number): void {
    if (this.#seen.length === codeCount) this.#seen.fill(0);
    else this.#seen = new Int32Array(codeCount);
  }

  of(code: number): number {
    const known = this.#seen[code] as number;
    if (known > 0) return known - 1;
    const number = this.#workOut(code);
    this.#seen[code] = number + 1;
    return number;
  }

  fill(list: RowList, codes: Int32Array, filled: Int32Array): void {
    for (let at = 0; ; at++) {
      at = fillSeen(list, at, codes, this.#seen, filled);
      if (at === list.count) return;
      filled[at] = this.of(codes[list.rows[at] as number] as number);
    }
  }
}

/** Fills in the numbers of codes that were seen; gives the place of the first that was not, or the end. */
function fillSeen(
  { rows, count }: RowList,
  from: number,
  codes: Int32Array,
  seen: Int32Array,
  filled: Int32Array,
): number {
  for (let at = from; at < count; at++) {
    const known = seen[codes[rows[at] as number] as number] as number;
    if (known === 0) return at;
    filled[at] = known - 1;
  }
  return count;
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
