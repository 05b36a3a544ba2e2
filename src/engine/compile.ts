import { findFunction } from "../functions/index.ts";
import { constantOf, type PlanExpression } from "../plan/index.ts";
import { InvariantError } from "../support/invariant-error.ts";
import { compileRegularExpression } from "../support/regular-expression/index.ts";
import {
  access,
  calculate,
  isEqual,
  isOrdered,
  isStructure,
  isUnequal,
  toCondition,
  toText,
  type Value,
} from "../values/index.ts";
import { jsonMember } from "./json-member.ts";
import type { Row } from "./row.ts";
import { isAmong } from "./value-index.ts";

export type Evaluate = (row: Row) => Value;
export type Test = (row: Row) => boolean;

/** Makes a function of a row from an expression. */
export function compileExpression(expression: PlanExpression): Evaluate {
  switch (expression.kind) {
    case "slot": {
      const { slot } = expression;
      return (row) => row[slot];
    }
    case "constant": {
      const { value } = expression;
      return () => value;
    }
    case "period":
      return () => undefined;
    case "access": {
      const { path } = expression;
      const operand = compileExpression(expression.operand);
      return (row) => access(operand(row), path);
    }
    case "call":
      return compileCall(expression.function, expression.arguments);
    case "json-member": {
      const operand = compileExpression(expression.operand);
      const { key } = expression;
      return (row) => jsonMember(operand(row), key);
    }
    case "arithmetic": {
      const left = compileExpression(expression.left);
      const right = compileExpression(expression.right);
      const { operator } = expression;
      return (row) => calculate(left(row), operator, right(row));
    }
    default:
      return compileCondition(expression);
  }
}

function compileCall(name: string, callArguments: readonly PlanExpression[]): Evaluate {
  const entry = findFunction(name);
  if (entry?.kind !== "scalar") throw new InvariantError(`${name} is planned as a function of one event`);
  const evaluate = entry.bind(callArguments.map(constantOf));
  const compiled = callArguments.map(compileExpression);
  const [first] = compiled;
  if (first !== undefined && compiled.length === 1) return (row) => evaluate([first(row)]);
  return (row) => evaluate(compiled.map((argument) => argument(row)));
}

/**
 * Makes a test of a row from a condition. Logic is two-valued (section 6.6): a comparison with a
 * missing operand is false, and its negated form, its exact complement, is true.
 */
export function compileCondition(condition: PlanExpression): Test {
  switch (condition.kind) {
    case "and": {
      const [left, right] = [compileCondition(condition.left), compileCondition(condition.right)];
      return (row) => left(row) && right(row);
    }
    case "or": {
      const [left, right] = [compileCondition(condition.left), compileCondition(condition.right)];
      return (row) => left(row) || right(row);
    }
    case "not":
      return complement(compileCondition(condition.operand), true);
    case "equal": {
      const [left, right] = [compileExpression(condition.left), compileExpression(condition.right)];
      const compare = condition.isNegated ? isUnequal : isEqual;
      return (row) => compare(left(row), right(row));
    }
    case "ordered": {
      const [left, right] = [compileExpression(condition.left), compileExpression(condition.right)];
      const { operator } = condition;
      return (row) => isOrdered(left(row), operator, right(row));
    }
    case "contains": {
      const { text } = condition;
      return complement(
        onText(condition.operand, (operand) => operand.includes(text)),
        condition.isNegated,
      );
    }
    case "matches":
      return complement(onText(condition.operand, patternTest(condition.pattern)), condition.isNegated);
    case "in": {
      const operand = compileExpression(condition.operand);
      const { elements, isNegated } = condition;
      if (elements.every((element) => element.kind === "constant")) {
        const test = isAmong(elements.map(({ value }) => value));
        return complement((row) => test(operand(row)), isNegated);
      }
      const compiled = elements.map(compileExpression);
      return complement((row) => {
        const value = operand(row);
        return compiled.some((element) => isEqual(value, element(row)));
      }, isNegated);
    }
    case "in-subplan":
      throw new InvariantError("a plan runs only when its subplans are bound");
    default: {
      const value = compileExpression(condition);
      return (row) => toCondition(value(row));
    }
  }
}

function complement(test: Test, isNegated: boolean): Test {
  return isNegated ? (row) => !test(row) : test;
}

/** A test of an operand's printed text; missing values and structures fail it (section 6.4). */
function onText(operand: PlanExpression, test: (text: string) => boolean): Test {
  const value = compileExpression(operand);
  return (row) => {
    const text = textOf(value(row));
    return text !== undefined && test(text);
  };
}

/** The text that `like` and `parse` look at: none for missing values and structures. */
export function textOf(value: Value): string | undefined {
  return isStructure(value) ? undefined : toText(value);
}

function patternTest(pattern: string): (text: string) => boolean {
  const { test } = requireRegularExpression(pattern);
  return test;
}

/** A pattern that the planner has checked. */
export function requireRegularExpression(pattern: string) {
  const compiled = compileRegularExpression(pattern);
  if (!compiled.ok) throw new InvariantError(`the plan holds a bad pattern: ${compiled.problem.message}`);
  return compiled.expression;
}
