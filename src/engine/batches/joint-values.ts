import {
  type Batch,
  type BatchColumn,
  type BatchRows,
  type FieldRequest,
  type PlanExpression,
  slotsOf,
} from "../../plan/index.ts";
import { timestamp, toText, type Value } from "../../values/index.ts";
import { compileExpression, type Evaluate } from "../compile.ts";
import { PairNumbers } from "../groups/pair-numbers.ts";
import type { Row } from "../row.ts";
import type { ColumnCache } from "./column-cache.ts";
import type { PartContext } from "./part-context.ts";

/** Beyond so many combinations they hardly come again: each row is then worked out for itself. */
const MOST_COMBINATIONS = 65_536;

/** One column that an expression reads, and its place in a batch. */
interface Source {
  readonly cache: ColumnCache;
  readonly at: number;
}

/** The values of an expression over several columns, the time and what an input has. */
export class JointValues {
  readonly #evaluate: Evaluate;
  readonly #sources: readonly Source[];
  readonly #inputFields: readonly FieldRequest[];
  /** Where the time goes, if the expression reads it. */
  readonly #timeSlot: number | undefined;
  readonly #row: Row = [];
  readonly #combinations = new Combinations();
  #columns: readonly BatchColumn[] = [];
  #times: Float64Array = new Float64Array(0);
  /** By combination of codes, as far as they are numbered. */
  known: Value[] = [];
  /** Whether combinations come again: with the time among them hardly any does. */
  isRepeating: boolean;

  constructor(expression: PlanExpression, { caches, timeSlot, inputFields }: PartContext) {
    const slots = new Set(slotsOf(expression));
    this.#evaluate = compileExpression(expression);
    this.#sources = caches
      .map((cache, at) => ({ cache, at }))
      .filter(({ cache }) => cache.plan.slots.some((slot) => slots.has(slot)));
    this.#inputFields = inputFields.filter(({ slot }) => slots.has(slot));
    this.#timeSlot = timeSlot !== undefined && slots.has(timeSlot) ? timeSlot : undefined;
    this.isRepeating = this.#timeSlot === undefined;
  }

  /** Called for every batch, before its rows are asked about. */
  start(batch: Batch, rows: BatchRows): void {
    this.#columns = this.#sources.map(({ at }) => batch.columns[at] as BatchColumn);
    this.#times = batch.times;
    for (const { name, slot } of this.#inputFields) rows.fill(this.#row, name, slot, 0);
    const ofInput = this.#inputFields.map(({ slot }) => toText(this.#row[slot]));
    if (this.#combinations.renew(this.#columns, ofInput)) this.known = [];
  }

  at(row: number): Value {
    return this.isRepeating ? this.known[this.combinationOf(row)] : this.workOut(row);
  }

  /** The number of a row's combination, whose value is then known. */
  combinationOf(row: number): number {
    const number = this.#combinations.numberOf(this.#columns, row);
    if (number === this.known.length) this.known.push(this.workOut(row));
    if (this.known.length > MOST_COMBINATIONS) this.isRepeating = false;
    return number;
  }

  workOut(row: number): Value {
    for (let at = 0; at < this.#sources.length; at++) {
      const { cache } = this.#sources[at] as Source;
      const column = this.#columns[at] as BatchColumn;
      const { values } = cache.entry(column, column.codes[row] as number);
      for (let place = 0; place < values.length; place++) this.#row[cache.plan.slots[place] as number] = values[place];
    }
    if (this.#timeSlot !== undefined) {
      const time = this.#times[row] as number;
      this.#row[this.#timeSlot] = Number.isNaN(time) ? undefined : timestamp(time);
    }
    return this.#evaluate(this.#row);
  }
}

/** Numbers the combinations of the codes of columns from 0, as they are first seen. */
class Combinations {
  #pairs: readonly PairNumbers[] = [];
  #epochs: readonly number[] = [];
  #ofInput: readonly (string | undefined)[] = [];

  /** Called for every batch; true where codes, or what the input has, and so the numbers, begin anew. */
  renew(columns: readonly BatchColumn[], ofInput: readonly (string | undefined)[]): boolean {
    const isSame = columns.every(({ epoch }, at) => epoch === this.#epochs[at]);
    if (isSame && ofInput.every((text, at) => text === this.#ofInput[at])) return false;
    this.#epochs = columns.map(({ epoch }) => epoch);
    this.#ofInput = ofInput;
    this.#pairs = columns.map(() => new PairNumbers());
    return true;
  }

  numberOf(columns: readonly BatchColumn[], row: number): number {
    const hasPair = columns.length > 1;
    let number = hasPair ? codeAt(columns, 0, row) : 0;
    for (let at = hasPair ? 1 : 0; at < columns.length; at++) {
      number = (this.#pairs[at] as PairNumbers).numberOf(number, codeAt(columns, at, row));
    }
    return number;
  }
}

function codeAt(columns: readonly BatchColumn[], at: number, row: number): number {
  return (columns[at] as BatchColumn).codes[row] as number;
}
