import { printPeriod, toText } from "../values/index.ts";
import type { Aggregate, Collect, MergeStep, OrderKey, PlanExpression } from "./plan.ts";

/** What the slots of a plan are called; others are shown by their number. */
export type SlotNames = ReadonlyMap<number, string>;

function slotName(slot: number, names: SlotNames): string {
  return names.get(slot) ?? `#${slot}`;
}

/** One step in words. */
export function describeStep(step: MergeStep, names: SlotNames): string {
  switch (step.kind) {
    case "filter":
      return `keep if ${describeExpression(step.condition, names)}`;
    case "assign":
      return `set ${slotName(step.slot, names)} to ${describeExpression(step.expression, names)}`;
    case "parse-glob":
      return `parse ${describeExpression(step.source, names)} by glob into ${slotList(step.slots, names)}`;
    case "parse-regular-expression":
    case "parse-every-match": {
      const slots = step.captures.map(({ slot }) => slot);
      const each = step.kind === "parse-every-match" ? ", one row for each match" : "";
      return `parse ${describeExpression(step.source, names)} by /${step.pattern}/ into ${slotList(slots, names)}${each}`;
    }
    case "parse-logfmt":
      return `parse ${describeExpression(step.source, names)} as logfmt into ${slotName(step.slot, names)}`;
    case "parse-csv":
      return `parse ${describeExpression(step.source, names)} as csv into ${slotList(step.slots, names)}`;
    case "unnest":
    case "expand":
      return `${step.kind} ${describeExpression(step.source, names)} into ${slotName(step.slot, names)}, one row for each element`;
    case "aggregate":
      return describeAggregate(step, names);
    case "sort":
      return `sort by ${describeOrder(step.order, names)}`;
    case "limit":
      return `keep the first ${step.count} rows${step.isDefault ? " (the default limit)" : ""}`;
    case "dedup":
      return `keep the first row for each ${slotList(step.slots, names)}`;
  }
}

/** What a shard keeps, in words. */
export function describeCollect(collect: Collect, names: SlotNames): string {
  if (collect.kind === "aggregate") return describeAggregate(collect, names);
  if (collect.isAny) return `collect any ${collect.limit} rows, then stop`;
  const distinct = collect.distinct === undefined ? "" : `, one for each ${slotList(collect.distinct, names)}`;
  return `collect the first ${collect.limit} rows by ${describeOrder(collect.order, names)}${distinct}`;
}

function describeAggregate({ keys, aggregates }: Aggregate, names: SlotNames): string {
  const calls = aggregates.map((call) => {
    const values = call.arguments.map((argument) => describeExpression(argument, names)).join(", ");
    return `${slotName(call.slot, names)} = ${call.function}(${values})`;
  });
  const groups = keys.map(
    ({ slot, expression }) => `${slotName(slot, names)} = ${describeExpression(expression, names)}`,
  );
  return `aggregate ${calls.join(", ")}${groups.length === 0 ? "" : ` by ${groups.join(", ")}`}`;
}

function describeOrder(order: readonly OrderKey[], names: SlotNames): string {
  return order.map(({ slot, direction }) => `${slotName(slot, names)} ${direction}`).join(", ") || "input order";
}

function slotList(slots: readonly number[], names: SlotNames): string {
  return slots.map((slot) => slotName(slot, names)).join(", ");
}

/** An expression as a reader would write it. */
export function describeExpression(expression: PlanExpression, names: SlotNames): string {
  const inner = (part: PlanExpression): string => describeExpression(part, names);
  switch (expression.kind) {
    case "slot":
      return slotName(expression.slot, names);
    case "constant":
      return typeof expression.value === "string"
        ? JSON.stringify(expression.value)
        : (toText(expression.value) ?? "missing");
    case "period":
      return printPeriod(expression.period);
    case "access":
      return `${inner(expression.operand)}${expression.path.map(describeStepInto).join("")}`;
    case "call":
      return `${expression.function}(${expression.arguments.map(inner).join(", ")})`;
    case "json-member":
      return `member ${JSON.stringify(expression.key)} of ${inner(expression.operand)}`;
    case "not":
      return `not (${inner(expression.operand)})`;
    case "contains":
      return `${inner(expression.operand)} ${negated(expression)}like ${JSON.stringify(expression.text)}`;
    case "matches":
      return `${inner(expression.operand)} ${negated(expression)}like /${expression.pattern}/`;
    case "in":
      return `${inner(expression.operand)} ${negated(expression)}in [${expression.elements.map(inner).join(", ")}]`;
    case "equal":
      return `(${inner(expression.left)} ${expression.isNegated ? "!=" : "="} ${inner(expression.right)})`;
    case "arithmetic":
    case "ordered":
      return `(${inner(expression.left)} ${expression.operator} ${inner(expression.right)})`;
    case "and":
    case "or":
      return `(${inner(expression.left)} ${expression.kind} ${inner(expression.right)})`;
  }
}

function describeStepInto(step: string | number): string {
  return typeof step === "number" ? `[${step}]` : `.${step}`;
}

function negated({ isNegated }: { readonly isNegated: boolean }): string {
  return isNegated ? "not " : "";
}
