import type { BatchColumn, ColumnPlan } from "../../plan/index.ts";
import { isOrderedNumber, type Value } from "../../values/index.ts";
import { compileCondition } from "../compile.ts";
import type { Row } from "../row.ts";
import { compileChanges } from "../row-step.ts";

/** What one different value of a column comes to. */
export interface CodeEntry {
  /** The values of the column's slots: its own and those worked out from it. */
  readonly values: readonly Value[];
  /** Whether it passes the filters on the column. */
  readonly passes: boolean;
}

/**
 * Works out a column's steps and filters once for each code, and keeps the outcome until the codes
 * begin anew.
 */
export class ColumnCache {
  readonly plan: ColumnPlan;
  readonly #apply: (row: Row) => boolean;
  readonly #passes: (row: Row) => boolean;
  readonly #scratch: Row = [];
  #entries: (CodeEntry | undefined)[] = [];
  #epoch = -1;
  /** The first code whose verdict is not known. */
  #nextCode = 0;

  constructor(plan: ColumnPlan) {
    this.plan = plan;
    this.#apply = compileChanges(plan.steps);
    const tests = plan.filters.map(compileCondition);
    this.#passes = (row) => tests.every((test) => test(row));
  }

  /** Called for every batch, before its codes are looked up: gives the codes that are new their verdicts. */
  renew(column: BatchColumn): void {
    if (column.epoch !== this.#epoch) {
      this.#epoch = column.epoch;
      this.#entries = [];
      this.#nextCode = 0;
    }
    if (this.plan.filters.length === 0) return; // no row is turned away, so no verdict is asked for
    const { requiredTexts, bounds } = this.plan;
    for (; this.#nextCode <= column.codeCount; this.#nextCode++) {
      const code = this.#nextCode;
      if (column.verdicts[code] !== 0) continue; // the scan knew it
      if (requiredTexts.length > 0 && code > 0 && !column.mayHold(code)) column.verdicts[code] = 2;
      else if (bounds.length === 0 || code === 0 || !this.#judgeNumber(column, code)) this.entry(column, code);
    }
  }

  /** Gives a number its verdict where its bounds decide, and says whether they do: no value is made of it. */
  #judgeNumber(column: BatchColumn, code: number): boolean {
    const { bounds, filters } = this.plan;
    const value = column.numberOf(code);
    if (Number.isNaN(value)) return false;
    const isWithin = bounds.every(({ operator, number }) => isOrderedNumber(value, operator, number));
    if (isWithin && bounds.length < filters.length) return false;
    column.verdicts[code] = isWithin ? 1 : 2;
    return true;
  }

  entry(column: BatchColumn, code: number): CodeEntry {
    return this.#entries[code] ?? this.#workOut(column, code);
  }

  #workOut(column: BatchColumn, code: number): CodeEntry {
    const row = this.#scratch;
    for (const slot of this.plan.slots) row[slot] = undefined;
    row[this.plan.slot] = code === 0 ? undefined : column.valueOf(code);
    this.#apply(row);
    const passes = this.#passes(row);
    const entry = { values: this.plan.slots.map((slot) => row[slot]), passes };
    this.#entries[code] = entry;
    column.verdicts[code] = passes ? 1 : 2;
    return entry;
  }
}
