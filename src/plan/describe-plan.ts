import { compileRegularExpression } from "../support/regular-expression/index.ts";
import { printPeriod, printTimestamp, toText } from "../values/index.ts";
import { describeFastPath } from "./describe-fast-path.ts";
import type { Aggregate, Collect, MergeStep, OrderKey, Plan, PlanExpression, TimeRange } from "./plan.ts";

/** Describes a plan in words, part by part, in the order in which it runs. */
export function describePlan(plan: Plan): string {
  const names = slotNames(plan);
  const patterns = patternsOf(plan);
  return [
    "scan: for each event",
    `  read ${plan.scan.fields.map(({ name }) => name).join(", ") || "no fields"}`,
    ...timeRange(plan.scan.timeRange),
    ...plan.scan.filters.map((filter) => `  keep if ${describe(filter, names)}`),
    "shard: for each part of the input",
    ...plan.shard.steps.map((step) => `  ${describeStep(step, names)}`),
    `  ${describeCollect(plan.shard.collect, names)}`,
    "merge: once, in the order of the input",
    ...plan.merge.map((step) => `  ${describeStep(step, names)}`),
    `  show ${plan.output.map(({ name, kind }) => `${name} (${kind})`).join(", ")}`,
    "fast path",
    ...describeFastPath(plan, (expression) => describe(expression, names)),
    ...(patterns.length === 0 ? [] : ["regular expressions", ...patterns]),
  ].join("\n");
}

type SlotNames = ReadonlyMap<number, string>;

function slotNames({ scan, output }: Plan): SlotNames {
  return new Map([...scan.fields, ...output].map(({ slot, name }) => [slot, name]));
}

function slotName(slot: number, names: SlotNames): string {
  return names.get(slot) ?? `#${slot}`;
}

function timeRange({ start, end }: TimeRange): string[] {
  if (start === undefined && end === undefined) return [];
  const from = start === undefined ? "the beginning" : printTimestamp(start);
  return [`  keep if @timestamp is from ${from} to ${end === undefined ? "the end" : printTimestamp(end)}`];
}

function describeStep(step: MergeStep, names: SlotNames): string {
  switch (step.kind) {
    case "filter":
      return `keep if ${describe(step.condition, names)}`;
    case "assign":
      return `set ${slotName(step.slot, names)} to ${describe(step.expression, names)}`;
    case "parse-glob":
      return `parse ${describe(step.source, names)} by glob into ${slotList(step.slots, names)}`;
    case "parse-regular-expression": {
      const slots = step.captures.map(({ slot }) => slot);
      return `parse ${describe(step.source, names)} by /${step.pattern}/ into ${slotList(slots, names)}`;
    }
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

function describeCollect(collect: Collect, names: SlotNames): string {
  if (collect.kind === "aggregate") return describeAggregate(collect, names);
  if (collect.isAny) return `collect any ${collect.limit} rows, then stop`;
  const distinct = collect.distinct === undefined ? "" : `, one for each ${slotList(collect.distinct, names)}`;
  return `collect the first ${collect.limit} rows by ${describeOrder(collect.order, names)}${distinct}`;
}

function describeAggregate({ keys, aggregates }: Aggregate, names: SlotNames): string {
  const calls = aggregates.map((call) => {
    const values = call.arguments.map((argument) => describe(argument, names)).join(", ");
    return `${slotName(call.slot, names)} = ${call.function}(${values})`;
  });
  const groups = keys.map(({ slot, expression }) => `${slotName(slot, names)} = ${describe(expression, names)}`);
  return `aggregate ${calls.join(", ")}${groups.length === 0 ? "" : ` by ${groups.join(", ")}`}`;
}

function describeOrder(order: readonly OrderKey[], names: SlotNames): string {
  return order.map(({ slot, direction }) => `${slotName(slot, names)} ${direction}`).join(", ") || "input order";
}

function slotList(slots: readonly number[], names: SlotNames): string {
  return slots.map((slot) => slotName(slot, names)).join(", ");
}

function describe(expression: PlanExpression, names: SlotNames): string {
  const inner = (part: PlanExpression): string => describe(part, names);
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

/** Which engine runs each regular expression, and why. */
function patternsOf(plan: Plan): string[] {
  const patterns = new Set<string>();
  JSON.stringify(plan, (key, value) => {
    if (key === "pattern" && typeof value === "string") patterns.add(value);
    return value;
  });
  return [...patterns].map((pattern) => {
    const compiled = compileRegularExpression(pattern);
    return compiled.ok
      ? `  /${pattern}/ ${compiled.expression.engine}: ${compiled.expression.reason}`
      : `  /${pattern}/`;
  });
}
