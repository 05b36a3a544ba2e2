import { problems } from "../../diagnostics/index.ts";
import { type AutoregressCommand, fieldName } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { LARGEST_LIMIT } from "../plan-options.ts";
import { numberOf } from "./number-value.ts";

/** More columns than this are no table. */
export const MOST_LAGS = 100;

/** Puts values of earlier rows beside each row: `f_p1` is `f` of the row before (section 5.23). */
export function planAutoregress(command: AutoregressCommand, builder: PlanBuilder): void {
  const { field, alias, lags: written } = command;
  const slot = builder.slotOf(field);
  const lags = lagsOf(written, builder);
  if (slot === undefined || lags === undefined) return;
  const kind = builder.scope.lookUp(fieldName(field))?.kind ?? "any";
  const base = alias?.name ?? fieldName(field);
  const isNamed = alias !== undefined && written?.last === undefined;
  const span = alias?.span ?? command.span;
  builder.stepOverAll({
    kind: "autoregress",
    source: slot,
    lags: lags.map((lag) => ({ lag, slot: builder.define(isNamed ? base : laggedName(base, lag), span, kind) })),
  });
}

/** The name of a column of earlier values. */
export function laggedName(base: string, lag: number): string {
  return `${base}_p${lag}`;
}

function lagsOf(written: AutoregressCommand["lags"], builder: PlanBuilder): readonly number[] | undefined {
  if (written === undefined) return [1];
  const first = numberOf(written.first, builder);
  const last = written.last === undefined ? first : numberOf(written.last, builder);
  if (first === undefined || last === undefined) return undefined;
  const isRange = isLag(first) && isLag(last) && first <= last && last - first < MOST_LAGS;
  if (isRange) return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const expected = `a number of rows from 1 to ${LARGEST_LIMIT}, or a range of up to ${MOST_LAGS} of them`;
  builder.report(problems.badOption(written.span, "p", expected, first === last ? `${first}` : `${first}-${last}`));
  return undefined;
}

function isLag(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= LARGEST_LIMIT;
}
