import { isExpansion, type PlanExpression, type RowChange, type RowStep } from "../plan/index.ts";
import type { Value } from "../values/index.ts";
import { compileCondition, compileExpression, requireRegularExpression, textOf } from "./compile.ts";
import { csvValues } from "./csv.ts";
import { globMatcher } from "./glob.ts";
import { parseLogfmt } from "./logfmt.ts";
import { compileLookup } from "./lookup.ts";
import type { Row } from "./row.ts";
import { compileExpansion } from "./row-expansion.ts";

/** Changes a row in place; false drops it. */
export type ApplyStep = (row: Row) => boolean;

/**
 * Makes one function of a list of steps: it hands on what comes of a row, and is false where nothing
 * does. Where a step makes several rows of one, they are one row that is filled anew; who keeps a row
 * must copy it.
 */
export function compileSteps(steps: readonly RowStep[], emit: (row: Row) => void): ApplyStep {
  const at = steps.findIndex(isExpansion);
  const apply = compileChanges((at < 0 ? steps : steps.slice(0, at)) as readonly RowChange[]);
  const expansion = steps[at];
  if (expansion === undefined || !isExpansion(expansion)) {
    return (row) => {
      if (!apply(row)) return false;
      emit(row);
      return true;
    };
  }
  const expand = compileExpansion(expansion);
  const rest = compileSteps(steps.slice(at + 1), emit);
  return (row) => apply(row) && expand(row, rest);
}

/** Makes one function of steps that leave a row one row. */
export function compileChanges(steps: readonly RowChange[]): ApplyStep {
  const compiled = steps.map(compileChange);
  return (row) => compiled.every((apply) => apply(row));
}

function compileChange(step: RowChange): ApplyStep {
  switch (step.kind) {
    case "filter":
      return compileCondition(step.condition);
    case "assign": {
      const evaluate = compileExpression(step.expression);
      return (row) => {
        row[step.slot] = evaluate(row);
        return true;
      };
    }
    case "parse-glob":
      return fill(step.source, globMatcher(step.pieces), step.slots);
    case "parse-csv":
      return fill(step.source, csvValues, step.slots);
    case "parse-logfmt":
      return fill(step.source, (text) => [parseLogfmt(text)], [step.slot]);
    case "lookup": {
      const lookUp = compileLookup(step);
      return (row) => {
        lookUp(row);
        return true;
      };
    }
    case "parse-regular-expression": {
      const source = compileExpression(step.source);
      const { captures: match } = requireRegularExpression(step.pattern);
      return (row) => {
        const text = textOf(source(row));
        const captures = text === undefined ? undefined : match(text);
        for (const { group, slot } of step.captures) row[slot] = captures?.[group];
        return true;
      };
    }
  }
}

/** Fills slots, in their order, with what is read from a text; with nothing where it does not fit. */
function fill(
  source: PlanExpression,
  read: (text: string) => readonly Value[] | undefined,
  slots: readonly number[],
): ApplyStep {
  const evaluate = compileExpression(source);
  return (row) => {
    const text = textOf(evaluate(row));
    const values = text === undefined ? undefined : read(text);
    for (const [index, slot] of slots.entries()) row[slot] = values?.[index];
    return true;
  };
}
