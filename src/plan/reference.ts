import { didYouMean, problems, type Span } from "../diagnostics/index.ts";
import { findAggregate } from "../functions/index.ts";
import { type AccessExpression, type FieldReference, fieldName } from "../language/index.ts";
import { isStructureKind, type ValueKind } from "../values/index.ts";
import { BOOLEANS, constant } from "./constants.ts";
import type { ExpressionContext, TypedExpression } from "./expression-context.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { mayHoldStructure } from "./scope.ts";

const MISSING: TypedExpression = { expression: constant(undefined), kind: "any" };

/**
 * Plans a name: a column, a field of the query or of the event, or a place in a structure that a
 * field of the query holds. `j.user` is the field of that whole name where the query made one,
 * else the member `user` of a structure `j` that it made, else a field of the event.
 */
export function planField(field: FieldReference, context: ExpressionContext): TypedExpression {
  const name = fieldName(field);
  const { scope, aggregates } = context;
  if (aggregates !== undefined) {
    const alias = aggregates.alias(name);
    if (alias !== undefined) return alias;
    context.report(problems.aggregateExpected(field.span, name, callHelp(name)));
    return MISSING;
  }
  warnOfMissingSide(field, context);
  const entered = scope.enter(field.parts);
  if (entered !== undefined) {
    const { binding, path } = entered;
    const read: PlanExpression = { kind: "slot", slot: binding.slot };
    if (path.length === 0) return { expression: read, kind: binding.kind };
    warnIfFresh(field, context);
    return { expression: { kind: "access", operand: read, path }, kind: "any" };
  }
  return planColumn(field, name, context);
}

function planColumn({ span }: FieldReference, name: string, { scope, report }: ExpressionContext): TypedExpression {
  const literal = BOOLEANS.get(name);
  const binding = scope.resolve(name);
  if (binding === undefined) {
    if (literal !== undefined) return { expression: constant(literal), kind: "boolean" };
    const help = didYouMean(name, scope.names) ?? `the columns are ${scope.names.join(", ")}`;
    report(problems.unknownAfterStats(span, name, scope.madeBy, help));
    return MISSING;
  }
  const read: PlanExpression = { kind: "slot", slot: binding.slot };
  if (literal === undefined) return { expression: read, kind: binding.kind };
  return { expression: { kind: "call", function: "coalesce", arguments: [read, constant(literal)] }, kind: "any" };
}

/** For `stats count by level`. */
function callHelp(name: string): string | undefined {
  if (findAggregate(name) === undefined) return undefined;
  return `to call it, write ${name}(${name.toLowerCase() === "count" ? "*" : "field"})`;
}

/** Plans a place behind an index, which only a list that the query made can have (section 1.3). */
export function planAccess({ field, path }: AccessExpression, context: ExpressionContext): TypedExpression {
  const { expression, kind } = planField(field, context);
  if (expression.kind === "constant") return MISSING; // a problem that has been reported
  const isOfEvent = context.aggregates === undefined && context.scope.enter(field.parts) === undefined;
  if (isOfEvent || !mayHoldStructure(kind)) {
    context.report(problems.indexOfField(field.span, fieldName(field), isOfEvent));
    return MISSING;
  }
  if (expression.kind === "access") {
    return { expression: { ...expression, path: [...expression.path, ...path] }, kind: "any" };
  }
  warnIfFresh(field, context);
  return { expression: { kind: "access", operand: expression, path }, kind: "any" };
}

/** In the service, the structure does not exist yet within the command that makes it (section 7.4). */
function warnIfFresh(field: FieldReference, { scope, report }: ExpressionContext): void {
  const entered = scope.enter(field.parts);
  if (entered === undefined || !scope.isFresh(entered.binding)) return;
  const head = field.parts.slice(0, field.parts.length - entered.path.length).join(".");
  report(problems.freshStructure(field.span, head));
}

/** Behind a join, the service knows fields by the name of their side alone; without it they are the left side's here. */
export function warnOfMissingSide(field: FieldReference, { scope, report }: ExpressionContext): void {
  const name = fieldName(field);
  const side = scope.missingSide(name);
  if (side !== undefined && !BOOLEANS.has(name)) report(problems.missingSide(field.span, name, side));
}

/** Reports a map or list where none is allowed, as far as the query text tells (section 3). */
export function refuseStructure(kind: ValueKind, span: Span, command: string, context: ExpressionContext): void {
  if (isStructureKind(kind)) context.report(problems.structureMisplaced(span, command));
}
