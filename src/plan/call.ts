import { didYouMean, isError, problems, type Span } from "../diagnostics/index.ts";
import {
  type ArgumentProblem,
  expectedElsewhere,
  findAggregate,
  findFunction,
  functionCatalogue,
  type LogFunction,
  type Parameter,
} from "../functions/index.ts";
import type { CallExpression, Expression, PeriodLiteral } from "../language/index.ts";
import { invariant } from "../support/invariant-error.ts";
import { capPeriod, type Period, parsePeriodUnit, printPeriod, type ValueKind } from "../values/index.ts";
import { constant, constantOf } from "./constants.ts";
import type { ExpressionContext, TypedExpression } from "./expression-context.ts";
import { refuseStructure } from "./reference.ts";
import { orWhole } from "./whole-field.ts";

type PlanExpressionIn = (expression: Expression, context: ExpressionContext) => TypedExpression;

/** Plans a function call: finds the function, checks and plans its arguments. */
export function planCall(call: CallExpression, context: ExpressionContext, plan: PlanExpressionIn): TypedExpression {
  const isItem = context.aggregates !== undefined;
  const entry = (isItem ? findAggregate(call.name) : undefined) ?? findFunction(call.name);
  if (entry === undefined) return refuse(call, context, plan);
  if (entry.name === "bin" && call.arguments.length === 2) {
    context.report(problems.binOfField(call.span));
    return planCall({ ...call, name: "datefloor" }, context, plan);
  }
  if (entry.kind === "aggregate" && !isItem) {
    const isInsideAggregate = context.insideAggregate === true;
    const problem = isInsideAggregate ? problems.nestedAggregate : problems.aggregateMisplaced;
    context.report(problem(call.nameSpan, entry.name));
    return { expression: constant(undefined), kind: "any" };
  }
  let isRefused = false;
  const report: ExpressionContext["report"] = (diagnostic) => {
    isRefused ||= isError(diagnostic);
    context.report(diagnostic);
  };
  const own: ExpressionContext = { ...context, report };
  checkShape(call, entry, own);
  const { aggregates: _, ...outside } = own;
  const inner: ExpressionContext = entry.kind === "aggregate" ? { ...outside, insideAggregate: true } : own;
  const written = call.arguments.map((argument, index) =>
    planArgument(argument, parameterAt(entry, index + implicitCount(entry)), call, inner, plan),
  );
  const planned = withImplicit(entry, call, written, inner);
  if (!isRefused) checkConstants(call, entry, planned, own);
  // A function may take for granted what the checks hold: it is bound only to what passed them.
  if (isRefused) return { expression: constant(undefined), kind: "any" };
  return finish(entry, planned, call, context);
}

function refuse(call: CallExpression, context: ExpressionContext, plan: PlanExpressionIn): TypedExpression {
  const names = functionCatalogue().flatMap(({ name, spellings }) => [name, ...(spellings ?? [])]);
  const help = expectedElsewhere().get(call.name.toLowerCase()) ?? didYouMean(call.name, names);
  context.report(problems.unknownFunction(call.nameSpan, call.name, context.aggregates !== undefined, help));
  for (const argument of call.arguments) {
    const { aggregates: _, ...outside } = context;
    if (argument.kind !== "period") plan(argument, outside);
  }
  return { expression: constant(undefined), kind: "any" };
}

function implicitCount(entry: LogFunction): number {
  return entry.kind === "scalar" && entry.implicitField !== undefined ? 1 : 0;
}

function parameterAt(entry: LogFunction, index: number): Parameter | undefined {
  return entry.parameters[index] ?? (entry.parameters.at(-1)?.isRepeated ? entry.parameters.at(-1) : undefined);
}

/** The number of arguments, and whether `*` may stand for them. */
function checkShape(call: CallExpression, entry: LogFunction, context: ExpressionContext): void {
  const takesStar = entry.kind === "aggregate" && entry.takesStar === true;
  if (call.hasStar && !takesStar) context.report(problems.starMisplaced(call.span, call.name));
  if (call.hasStar) return;
  const parameters = entry.parameters.slice(implicitCount(entry));
  const required = parameters.filter(({ isOptional }) => isOptional !== true).length;
  const most = parameters.at(-1)?.isRepeated === true ? Number.POSITIVE_INFINITY : parameters.length;
  const found = call.arguments.length;
  if (found >= required && found <= most) return;
  const few = required === 0 ? "no argument" : required === 1 ? "1 argument" : `${required} arguments`;
  const expected =
    most === required
      ? few
      : most === Number.POSITIVE_INFINITY
        ? `at least ${few}`
        : `${required} to ${most} arguments`;
  context.report(problems.argumentCount(call.span, call.name, expected, found));
}

function planArgument(
  argument: Expression,
  parameter: Parameter | undefined,
  call: CallExpression,
  context: ExpressionContext,
  plan: PlanExpressionIn,
): TypedExpression {
  if (parameter?.kind === "period") return planPeriod(argument, call, context);
  const planned = plan(argument, context);
  if (parameter?.isConstant === true && planned.expression.kind !== "constant") {
    context.report(problems.constantExpected(argument.span, call.name, parameter.name));
  }
  if (parameter?.takesWhole) return { ...planned, expression: orWhole(argument, planned.expression, context) };
  return planned;
}

function planPeriod(argument: Expression, call: CallExpression, context: ExpressionContext): TypedExpression {
  const period = argument.kind === "period" ? readPeriod(argument, context) : undefined;
  if (argument.kind !== "period") context.report(problems.periodExpected(argument.span, call.name));
  if (period === undefined) return { expression: constant(undefined), kind: "any" };
  return { expression: { kind: "period", period }, kind: "any" };
}

/** A period with its cap applied, as the service does; the cap is pointed out (section 7.3). */
function readPeriod(literal: PeriodLiteral, context: ExpressionContext): Period | undefined {
  const written = writtenPeriod(literal, context);
  if (written === undefined) return undefined;
  const effective = capPeriod(written);
  if (effective.count !== written.count) {
    context.report(problems.periodCapped(literal.span, printPeriod(written), printPeriod(effective)));
  }
  return effective;
}

/** A period as it is written, which may be no period at all. */
export function writtenPeriod(literal: PeriodLiteral, context: ExpressionContext): Period | undefined {
  const unit = parsePeriodUnit(literal.unit);
  if (unit === undefined) {
    context.report(problems.unknownUnit(literal.span, literal.unit));
    return undefined;
  }
  if (Number.isInteger(literal.count) && literal.count >= 1) return { kind: "period", count: literal.count, unit };
  context.report(problems.badPeriod(literal.span, String(literal.count)));
  return undefined;
}

/** `bin(5m)` reads `@timestamp`, and may be shifted by its `stats`; `count(*)` counts every event, so it counts a constant. */
function withImplicit(
  entry: LogFunction,
  call: CallExpression,
  written: readonly TypedExpression[],
  context: ExpressionContext,
): readonly TypedExpression[] {
  if (entry.kind === "aggregate" && entry.takesStar && written.length === 0)
    return [{ expression: constant(true), kind: "boolean" }];
  if (entry.kind !== "scalar" || entry.implicitField === undefined) return written;
  const binding = context.scope.resolve(entry.implicitField);
  if (binding === undefined) {
    context.report(problems.binAfterStats(call.span));
    return written;
  }
  const time: TypedExpression = { expression: { kind: "slot", slot: binding.slot }, kind: binding.kind };
  const { binOffset } = context;
  if (entry.name !== "bin" || binOffset === undefined) return [time, ...written];
  return [time, ...written, { expression: { kind: "period", period: binOffset() }, kind: "any" }];
}

function checkConstants(
  call: CallExpression,
  entry: LogFunction,
  planned: readonly TypedExpression[],
  context: ExpressionContext,
): void {
  const problem: ArgumentProblem | undefined = entry.check?.(planned.map(({ expression }) => constantOf(expression)));
  if (problem === undefined) return;
  const argument = call.arguments[problem.argument - implicitCount(entry)];
  const span: Span = argument?.span ?? call.span;
  context.report(problems.badArgument(span, problem.message));
}

function finish(
  entry: LogFunction,
  planned: readonly TypedExpression[],
  call: CallExpression,
  context: ExpressionContext,
): TypedExpression {
  const expressions = planned.map(({ expression }) => expression);
  switch (entry.kind) {
    case "scalar": {
      const kind = entry.result === "argument" ? (planned[0]?.kind ?? "any") : entry.result;
      return { expression: { kind: "call", function: entry.name, arguments: expressions }, kind };
    }
    case "query": {
      const value = entry.evaluate(context.window);
      if (value === undefined) {
        const problem = context.window.now === undefined ? problems.unknownClock : problems.unboundedRun;
        context.report(problem(call.span, entry.name));
      }
      return { expression: constant(value), kind: "number" };
    }
    case "aggregate": {
      for (const [index, argument] of call.arguments.entries()) {
        refuseStructure(planned[index]?.kind ?? "any", argument.span, "stats", context);
      }
      const kind = entry.result === "argument" ? kindOfAggregate(planned[0]?.kind ?? "any") : entry.result;
      const { aggregates } = context;
      invariant(aggregates !== undefined, "an aggregate is planned outside of stats");
      return aggregates.plan({ entry, arguments: expressions, kind, span: call.span });
    }
  }
}

/** Times are aggregated to epoch milliseconds (section 7.10). */
function kindOfAggregate(kind: ValueKind): ValueKind {
  return kind === "timestamp" ? "number" : kind;
}
