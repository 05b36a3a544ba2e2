import { problems } from "../../diagnostics/index.ts";
import { findAggregate } from "../../functions/index.ts";
import { fieldName, type PeriodLiteral, type Projection, type StatsCommand } from "../../language/index.ts";
import { type Period, periodMilliseconds, printPeriod } from "../../values/index.ts";
import { writtenPeriod } from "../call.ts";
import { constant } from "../constants.ts";
import { planExpression } from "../expression.ts";
import type { ExpressionContext, PlannedCall, TypedExpression } from "../expression-context.ts";
import type { AggregateCall, OutputColumn, RowStep } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { refuseStructure } from "../reference.ts";
import { Scope, type Slots } from "../scope.ts";
import { timeBin } from "../time-bin.ts";

/** Plans `stats` (section 5.10): group keys first, then items, in written order. */
export function planStats(command: StatsCommand, builder: PlanBuilder): void {
  const { context, slots } = builder;
  const groups = planGroups(command, context);
  const after = Scope.afterStats(slots, "stats", {
    keys: command.groups.map(({ name }) => name),
    fields: groupedFields(command.groups),
    bins: groups.flatMap(({ group, planned }) => timeBin(group.name, planned.expression, context.scope) ?? []),
  });
  const columns: OutputColumn[] = [];
  const addColumn = (projection: Projection, { kind }: TypedExpression): number => {
    const name = columnName(projection, after, context);
    const { slot } = after.define(name, kind);
    columns.push({ name, slot, kind });
    return slot;
  };
  const keys = groups.map(({ group, planned }) => {
    refuseStructure(planned.kind, group.expression.span, "stats", context);
    return { slot: addColumn(group, planned), expression: planned.expression };
  });
  const aggregates: AggregateCall[] = [];
  const steps: RowStep[] = [];
  const aliases = new Map<string, TypedExpression>();
  for (const item of command.items) {
    const planned = planItem(item, context, slots, aggregates, aliases);
    const slot = addColumn(item, planned);
    steps.push({ kind: "assign", slot, expression: planned.expression });
    aliases.set(item.name, { expression: { kind: "slot", slot }, kind: planned.kind });
  }
  checkAlone(command, aggregates, context);
  builder.aggregate({ kind: "aggregate", keys, aggregates }, steps, columns, after);
}

/** Group keys, whose bins may be shifted (section 5.10). */
function planGroups({ groups, offset }: StatsCommand, context: ExpressionContext) {
  const planIn = (inner: ExpressionContext) =>
    groups.map((group) => ({ group, planned: planExpression(group.expression, { ...inner, isGroupKey: true }) }));
  const shift = offset === undefined ? undefined : planOffset(offset, context);
  if (offset === undefined || shift === undefined) return planIn(context);
  let isShifted = false;
  const binOffset = (): Period => {
    isShifted = true;
    return shift;
  };
  const planned = planIn({ ...context, binOffset });
  if (!isShifted) context.report(problems.offsetWithoutBin(offset.span));
  return planned;
}

/** The caps of periods are those of bins, not of what they are shifted by. */
function planOffset(literal: PeriodLiteral, context: ExpressionContext): Period | undefined {
  const offset = writtenPeriod(literal, context);
  if (offset === undefined || periodMilliseconds(offset) !== undefined) return offset;
  context.report(problems.badOffset(literal.span, printPeriod(offset)));
  return undefined;
}

/** An item is an expression over aggregates, constants and earlier aliases of the same `stats`. */
function planItem(
  item: Projection,
  context: ExpressionContext,
  slots: Slots,
  aggregates: AggregateCall[],
  aliases: ReadonlyMap<string, TypedExpression>,
): TypedExpression {
  let isOverAggregates = false;
  let isRefused = false;
  const report: ExpressionContext["report"] = (diagnostic) => {
    isRefused ||= diagnostic.severity === "error";
    context.report(diagnostic);
  };
  const planned = planExpression(item.expression, {
    ...context,
    report,
    aggregates: {
      alias: (name) => {
        const alias = aliases.get(name);
        isOverAggregates ||= alias !== undefined;
        return alias;
      },
      plan: (call) => {
        isOverAggregates = true;
        const slot = slots.next();
        aggregates.push(planAggregate(call, slot, context));
        return { expression: { kind: "slot", slot }, kind: call.kind };
      },
    },
  });
  if (!isOverAggregates && !isRefused) context.report(problems.aggregateExpected(item.span, item.name));
  return planned;
}

/** `topk` is the only item, not a part of an expression, and without group keys (section 4, rule 10). */
function checkAlone({ items, groups }: StatsCommand, aggregates: readonly AggregateCall[], context: ExpressionContext) {
  const single = aggregates.find((call) => findAggregate(call.function)?.standsAlone);
  if (single === undefined) return;
  const [item, ...others] = items;
  const isWhole = item?.expression.kind === "call" && findAggregate(item.expression.name)?.name === single.function;
  if (isWhole && others.length === 0 && groups.length === 0) return;
  const place = others[0] ?? groups[0] ?? item;
  if (place !== undefined) context.report(problems.notAlone(place.span, single.function));
}

function planAggregate(call: PlannedCall, slot: number, { scope, report }: ExpressionContext): AggregateCall {
  const { entry, span } = call;
  const time = entry.time === undefined ? undefined : scope.resolve("@timestamp");
  if (entry.time === "needed" && time === undefined) report(problems.timeAfterStats(span, entry.name));
  return {
    slot,
    function: entry.name,
    arguments: call.arguments,
    value: call.arguments[entry.valueArgument ?? 0] ?? constant(undefined),
    ...(time === undefined ? {} : { timeSlot: time.slot }),
  };
}

function columnName(projection: Projection, after: Scope, context: ExpressionContext): string {
  const { name, aliasSpan, span } = projection;
  const made = context.scope.lookUp(name);
  const isRedefined = after.names.includes(name) || (aliasSpan !== undefined && made?.origin === "query");
  if (isRedefined) {
    context.report(problems.alreadyDefined(aliasSpan ?? span, name, "choose another name after `as`"));
  }
  return name;
}

/** The columns of the group keys that are plain fields, by the names of those fields. */
function groupedFields(groups: readonly Projection[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ expression, name }) => (expression.kind === "field" ? [[fieldName(expression), name]] : [])),
  );
}
