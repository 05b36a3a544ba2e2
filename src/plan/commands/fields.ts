import { problems, type Span } from "../../diagnostics/index.ts";
import { type DisplayCommand, type FieldsCommand, type Projection, printExpression } from "../../language/index.ts";
import { planExpression } from "../expression.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** `fields` adds columns; behind a `display` they can be used, but are not shown (section 4, rule 2). */
export function planFields({ projections }: FieldsCommand, builder: PlanBuilder): void {
  const isHidden = builder.hasDisplay;
  builder.beginColumns(false);
  for (const projection of projections) {
    if (isPlainField(projection) && !builder.scope.isAfterStats && !builder.isNested)
      noteListedAgain(projection, builder);
    project(projection, builder, isHidden);
  }
}

/** `display` replaces the columns; the last one wins. */
export function planDisplay({ projections }: DisplayCommand, builder: PlanBuilder): void {
  builder.beginColumns(true);
  for (const projection of projections) project(projection, builder, false);
}

function isPlainField({ expression, aliasSpan }: Projection): boolean {
  return expression.kind === "field" && aliasSpan === undefined;
}

function project(projection: Projection, builder: PlanBuilder, isHidden: boolean): void {
  const { expression, name, aliasSpan, span } = projection;
  const planned = planExpression(expression, builder.context);
  const text = printExpression(expression);
  if (isPlainField(projection) && planned.expression.kind !== "access") {
    const binding = builder.scope.lookUp(name);
    if (binding !== undefined && !isHidden) builder.show(name, text, binding);
    return;
  }
  if (builder.columns.some((column) => column.name === name && column.text === text)) return;
  const made = aliasSpan === undefined ? builder.scope.lookUp(name) : undefined;
  if (made?.origin === "query") {
    if (!isHidden) builder.show(name, text, made); // the text of an expression is the name of one column
    return;
  }
  const slot = builder.define(name, aliasSpan ?? span, planned.kind, { text, isShown: !isHidden });
  builder.step({ kind: "assign", slot, expression: planned.expression });
}

/** A name made by the query is a column already (section 4, rules 2 and 9). */
function noteListedAgain({ name, span }: { name: string; span: Span }, builder: PlanBuilder): void {
  if (builder.scope.lookUp(name)?.origin === "query") builder.report(problems.listedAgain(span, name));
}
