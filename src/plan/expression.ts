import { problems, type Span } from "../diagnostics/index.ts";
import {
  type BinaryExpression,
  type CallAccessExpression,
  type CallExpression,
  type Expression,
  type InExpression,
  type InQueryExpression,
  type LikeExpression,
  placeInPattern,
  printExpression,
} from "../language/index.ts";
import { compileRegularExpression } from "../support/regular-expression/index.ts";
import { periodMilliseconds } from "../values/index.ts";
import { planCall, writtenPeriod } from "./call.ts";
import { constant } from "./constants.ts";
import type { ExpressionContext, TypedExpression } from "./expression-context.ts";
import { fold } from "./fold.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { planAccess, planField } from "./reference.ts";
import { mayHoldStructure } from "./scope.ts";
import { planSubquery } from "./subquery.ts";

const MISSING: TypedExpression = { expression: constant(undefined), kind: "any" };

/** Resolves the names of an expression, checks it, and folds what is constant. */
export function planExpression(expression: Expression, context: ExpressionContext): TypedExpression {
  const planned = planNode(expression, context);
  return { expression: fold(planned.expression), kind: planned.kind };
}

function planNode(expression: Expression, context: ExpressionContext): TypedExpression {
  switch (expression.kind) {
    case "field":
      return planField(expression, context);
    case "access":
      return planAccess(expression, context);
    case "string":
      return { expression: constant(expression.value), kind: "text" };
    case "number":
      return { expression: constant(expression.value), kind: "number" };
    case "period":
      context.report(problems.periodMisplaced(expression.span, `${expression.count}${expression.unit}`));
      return MISSING;
    case "parameter":
      context.report(problems.unboundParameter(expression.span, expression.name));
      return MISSING;
    case "call":
      return planColumn(expression, context) ?? planCall(expression, context, planExpression);
    case "call-access":
      return planColumn(expression, context) ?? planCallAccess(expression, context);
    case "unary":
      return planUnary(expression.operator, planExpression(expression.operand, context));
    case "binary":
      return planBinary(expression, context);
    case "like":
      return planLike(expression, context);
    case "in":
      return planIn(expression, context);
    case "in-query":
      return planInQuery(expression, context);
  }
}

/** After `stats`, a call written as a column is named means that column: `filter count(*) > 5` (section 5.10). */
function planColumn(
  call: CallExpression | CallAccessExpression,
  context: ExpressionContext,
): TypedExpression | undefined {
  const { scope } = context;
  if (!scope.isAfterStats || context.isGroupKey || context.aggregates !== undefined) return undefined;
  const text = printExpression(call);
  const binding = scope.lookUp(text);
  if (binding === undefined) return undefined;
  context.report(problems.callAsColumn(call.span, text));
  return { expression: { kind: "slot", slot: binding.slot }, kind: binding.kind };
}

/** A place in what a call gives, which has to be a structure as far as its function tells. */
function planCallAccess({ call, path }: CallAccessExpression, context: ExpressionContext): TypedExpression {
  const { expression, kind } = planNode(call, context);
  if (!mayHoldStructure(kind)) {
    context.report(problems.placeInValue(call.span, printExpression(call)));
    return MISSING;
  }
  return { expression: { kind: "access", operand: expression, path }, kind: "any" };
}

function planUnary(operator: "-" | "!" | "not", operand: TypedExpression): TypedExpression {
  if (operator !== "-") return { expression: { kind: "not", operand: operand.expression }, kind: "boolean" };
  const zero: PlanExpression = constant(0);
  const expression: PlanExpression = { kind: "arithmetic", operator: "-", left: zero, right: operand.expression };
  return { expression, kind: "number" };
}

function planBinary(binary: BinaryExpression, context: ExpressionContext): TypedExpression {
  const { operator } = binary;
  const plan = operator === "+" || operator === "-" ? planSummand : planExpression;
  const left = plan(binary.left, context).expression;
  const right = plan(binary.right, context).expression;
  switch (operator) {
    case "and":
    case "or":
      return { expression: { kind: operator, left, right }, kind: "boolean" };
    case "=":
    case "!=":
      return { expression: { kind: "equal", isNegated: operator === "!=", left, right }, kind: "boolean" };
    case "<":
    case "<=":
    case ">":
    case ">=":
      return { expression: { kind: "ordered", operator, left, right }, kind: "boolean" };
    default:
      return { expression: { kind: "arithmetic", operator, left, right }, kind: "number" };
  }
}

/**
 * An operand of `+` or `-`, which may be a period: people move times by one, `@timestamp + 9h`, and count on
 * milliseconds. The documentation knows periods as arguments alone, so this is pointed out.
 */
function planSummand(operand: Expression, context: ExpressionContext): TypedExpression {
  if (operand.kind !== "period") return planExpression(operand, context);
  const period = writtenPeriod(operand, context);
  const milliseconds = period && periodMilliseconds(period);
  if (milliseconds === undefined) return period === undefined ? MISSING : planExpression(operand, context);
  context.report(problems.periodAsNumber(operand.span, `${operand.count}${operand.unit}`, milliseconds));
  return { expression: constant(milliseconds), kind: "number" };
}

function planLike(like: LikeExpression, context: ExpressionContext): TypedExpression {
  const operand = planExpression(like.operand, context).expression;
  const { isNegated, pattern } = like;
  switch (pattern.kind) {
    case "parameter":
      return planNode(pattern, context);
    case "string":
      return { expression: { kind: "contains", isNegated, operand, text: pattern.value }, kind: "boolean" };
    case "regular-expression":
      checkRegularExpression(pattern, context);
      return { expression: { kind: "matches", isNegated, operand, pattern: pattern.pattern }, kind: "boolean" };
  }
}

/** Compiles a pattern to report what is wrong with it; gives the names of its capturing groups. */
export function checkRegularExpression(
  literal: { readonly pattern: string; readonly span: Span },
  context: ExpressionContext,
): readonly (string | undefined)[] | undefined {
  const compiled = compileRegularExpression(literal.pattern);
  if (compiled.ok) return compiled.expression.groupNames;
  const { offset, length, message, help } = compiled.problem;
  context.report(problems.badRegularExpression(placeInPattern(literal, offset, length), message, help));
  return undefined;
}

function planIn(expression: InExpression, context: ExpressionContext): TypedExpression {
  const operand = planExpression(expression.operand, context).expression;
  const elements = expression.elements.map((element) => planExpression(element, context).expression);
  return { expression: { kind: "in", isNegated: expression.isNegated, operand, elements }, kind: "boolean" };
}

function planInQuery(expression: InQueryExpression, context: ExpressionContext): TypedExpression {
  const operand = planExpression(expression.operand, context).expression;
  const subplan = planSubquery(expression, context);
  if (subplan === undefined) return MISSING;
  return { expression: { kind: "in-subplan", isNegated: expression.isNegated, operand, subplan }, kind: "boolean" };
}
