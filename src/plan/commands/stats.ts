import { problems } from "../../diagnostics/index.ts";
import { fieldName, type Projection, type StatsCommand } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import type { ExpressionContext, TypedExpression } from "../expression-context.ts";
import type { AggregateCall, OutputColumn, RowStep } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { refuseStructure } from "../reference.ts";
import { Scope, type Slots } from "../scope.ts";
import { timeBin } from "../time-bin.ts";

/** Plans `stats` (section 5.10): group keys first, then items, in written order. */
export function planStats(command: StatsCommand, builder: PlanBuilder): void {
  const { context, slots } = builder;
  const groups = command.groups.map((group) => ({ group, planned: planExpression(group.expression, context) }));
  const after = Scope.afterStats(slots, {
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
  builder.aggregate({ kind: "aggregate", keys, aggregates }, steps, columns, after);
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
        const time = call.needsTime ? context.scope.resolve("@timestamp") : undefined;
        aggregates.push({
          slot,
          function: call.function,
          arguments: call.arguments,
          ...(time === undefined ? {} : { timeSlot: time.slot }),
        });
        return { expression: { kind: "slot", slot }, kind: call.kind };
      },
    },
  });
  if (!isOverAggregates && !isRefused) context.report(problems.aggregateExpected(item.span, item.name));
  return planned;
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
