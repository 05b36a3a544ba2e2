import type { Batch, BatchRows, PlanExpression } from "../../plan/index.ts";
import { toCondition } from "../../values/index.ts";
import { wholeNumbers } from "./batch-part.ts";
import { createPart } from "./create-part.ts";
import type { PartContext } from "./part-context.ts";

/** A condition on the rows of batches, of which no row is made. */
export interface BatchTest {
  /** Called for every batch, before its rows are asked about. */
  readonly start: (batch: Batch, rows: BatchRows) => void;
  readonly passes: (row: number) => boolean;
}

/**
 * The test of a condition over columns and the time; undefined where it reads anything else. Sides of `and`
 * and `or` are looked up each for itself, so that only what compares columns asks for their combinations.
 */
export function createTest(condition: PlanExpression, context: PartContext): BatchTest | undefined {
  switch (condition.kind) {
    case "and":
    case "or": {
      const left = createTest(condition.left, context);
      const right = createTest(condition.right, context);
      if (left === undefined || right === undefined) return undefined;
      const isBoth = condition.kind === "and";
      return {
        start: (batch, rows) => {
          left.start(batch, rows);
          right.start(batch, rows);
        },
        passes: isBoth
          ? (row) => left.passes(row) && right.passes(row)
          : (row) => left.passes(row) || right.passes(row),
      };
    }
    case "not": {
      const test = createTest(condition.operand, context);
      return test && { start: test.start, passes: (row) => !test.passes(row) };
    }
    default: {
      const part = createPart(condition, context);
      if (part === undefined) return undefined;
      const { of } = part.memoize((value) => (toCondition(value) ? 1 : 0), wholeNumbers);
      return { start: part.start, passes: (row) => of(row) === 1 };
    }
  }
}
