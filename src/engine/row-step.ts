import type { RowStep } from "../plan/index.ts";
import { compileCondition, compileExpression, requireRegularExpression, textOf } from "./compile.ts";
import { globMatcher } from "./glob.ts";
import type { Row } from "./row.ts";

/** Changes a row in place; false drops it. */
export type ApplyStep = (row: Row) => boolean;

/** Makes one function of a list of steps. */
export function compileSteps(steps: readonly RowStep[]): ApplyStep {
  const compiled = steps.map(compileStep);
  return (row) => compiled.every((apply) => apply(row));
}

function compileStep(step: RowStep): ApplyStep {
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
    case "parse-glob": {
      const source = compileExpression(step.source);
      const match = globMatcher(step.pieces);
      return (row) => {
        const text = textOf(source(row));
        const captures = text === undefined ? undefined : match(text);
        for (const [index, slot] of step.slots.entries()) row[slot] = captures?.[index];
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
