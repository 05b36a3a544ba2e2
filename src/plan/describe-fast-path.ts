import type { Aggregate, FindPatterns, Plan } from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { slotsOf } from "./push-down.ts";
import { isExpansion } from "./row-expansion.ts";
import { readBy } from "./step-slots.ts";
import { isOfInput, isSystemField, isWithoutLine, type VectorPlan, vectorize } from "./vectorize.ts";
import { withDerived } from "./with-derived.ts";

type Describe = (expression: PlanExpression) => string;

/** Says which parts of the shard run once for each different value or combination, which row by row, and why. */
export function describeFastPath(plan: Plan, describe: Describe): string[] {
  const vector = vectorize(plan);
  const names = new Map(plan.scan.fields.map(({ slot, name }) => [slot, name]));
  const howOften = (expression: PlanExpression): string => frequency(expression, vector, names);
  return [
    ...vector.columns.map(({ name, filters, steps }) => {
      const work = [...filters.map(() => "filter"), ...steps.map(({ kind }) => kind)].join(", ");
      return `  ${name}: dictionary column${work === "" ? "" : `; ${work} once for each different value`}`;
    }),
    ...[...vector.derived.values()].map((expression) => `  ${describe(expression)}: ${howOften(expression)}`),
    ...vector.requiredInLine.map(
      (texts) => `  lines without ${texts.map((it) => JSON.stringify(it)).join(" or ")}: passed over`,
    ),
    ...vector.filters.map((filter) => `  keep if ${describe(filter)}: ${howOften(filter)}`),
    ...vector.steps.map((step) => {
      const sources = readBy(step);
      const why = isExpansion(step) ? "it makes several rows of one" : reason(sources, vector, names);
      return `  ${step.kind} of ${sources.map(describe).join(", ")}: row by row, ${why}`;
    }),
    ...describeCollect(plan, vector, describe, names),
  ];
}

function describeCollect({ shard, scan }: Plan, vector: VectorPlan, describe: Describe, names: Names): string[] {
  const { collect } = shard;
  if (collect.kind === "compare-fields") return ["  fields: row by row, because they are compared with a condition"];
  const messageSlot = scan.fields.find(({ name }) => name === "@message")?.slot;
  const isLine = (expression: PlanExpression): boolean =>
    collect.kind === "find-patterns" && expression.kind === "slot" && expression.slot === messageSlot;
  const needsRow = (expression: PlanExpression): boolean => columnsOf(expression, vector, names) === undefined;
  const isWhole = vector.steps.length === 0 && !vector.filters.some(needsRow);
  if (collect.kind === "rows") {
    const [key] = collect.order;
    const first: PlanExpression | undefined = key && { kind: "slot", slot: key.slot };
    if (first === undefined || !isWhole || needsRow(first)) return ["  rows: made for those that pass"];
    return [`  rows: made for those that pass and are not held back by their ${describe(first)}`];
  }
  const what = collect.kind === "aggregate" ? "groups" : "patterns";
  const read = expressionsOf(collect).filter((expression) => !isLine(expression));
  const other = read.find(needsRow);
  if (other !== undefined)
    return [`  ${what}: row by row, because of ${describe(other)}: ${reason([other], vector, names)}`];
  if (!isWhole) return [`  ${what}: row by row, behind the steps above`];
  const isJoint = (columns: ReadonlySet<string> = new Set()): boolean =>
    columns.size > 1 || [...columns].some(isOfInput);
  const joint = read.filter((it) => it.kind !== "slot" && isJoint(columnsOf(it, vector, names)));
  return [
    collect.kind === "aggregate"
      ? "  groups: found by number, once for each different value"
      : isLine(collect.source)
        ? "  patterns: lines are masked as bytes, and none is made a text"
        : "  patterns: each different text is masked once",
    ...joint.map((expression) => `    ${describe(expression)}: ${frequency(expression, vector, names)}`),
  ];
}

type Names = ReadonlyMap<number, string>;

/** How often an expression is worked out. */
function frequency(expression: PlanExpression, vector: VectorPlan, names: Names): string {
  const columns = columnsOf(expression, vector, names);
  if (columns === undefined) return `row by row, ${reason([expression], vector, names)}`;
  if (columns.has("@timestamp")) return "for each row, by its time";
  if ([...columns].every(isOfInput)) return "once for each input";
  const isApart = conditionsIn(expression).every((it) => columnsOf(it, vector, names)?.size === 1);
  return isApart ? "each side once for each different value" : "once for each combination of values";
}

/** The conditions that `and`, `or` and `not` join, which are looked up each for itself. */
function conditionsIn(condition: PlanExpression): readonly PlanExpression[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...conditionsIn(condition.left), ...conditionsIn(condition.right)];
    case "not":
      return conditionsIn(condition.operand);
    default:
      return [condition];
  }
}

/** The columns that an expression reads, the time among them; undefined where it reads anything else. */
function columnsOf(expression: PlanExpression, vector: VectorPlan, names: Names): ReadonlySet<string> | undefined {
  const slots = slotsOf(withDerived(expression, vector.derived));
  const columns = slots.map((slot) =>
    isWithoutLine(names.get(slot) ?? "") ? names.get(slot) : vector.columns.find((it) => it.slots.includes(slot))?.name,
  );
  return columns.every((name) => name !== undefined) ? new Set(columns) : undefined;
}

function expressionsOf(collect: Aggregate | FindPatterns): readonly PlanExpression[] {
  if (collect.kind === "find-patterns") return [collect.source, ...timesOf(collect)];
  const { keys, aggregates } = collect;
  return [...keys.map(({ expression }) => expression), ...aggregates.map(({ value }) => value)];
}

function timesOf({ windows }: FindPatterns): readonly PlanExpression[] {
  return windows === undefined || windows.kind === "inputs" ? [] : [windows.time];
}

/** Why something needs a row. */
function reason(expressions: readonly PlanExpression[], vector: VectorPlan, names: Names): string {
  const slots = expressions.flatMap((expression) => slotsOf(withDerived(expression, vector.derived)));
  const system = slots
    .map((slot) => names.get(slot))
    .find((name) => name !== undefined && isSystemField(name) && !isWithoutLine(name));
  if (system !== undefined) return `it reads ${system}`;
  const columns = new Set(slots.map((slot) => vector.columns.find((column) => column.slots.includes(slot))));
  return columns.size > 1 ? "it reads several columns" : "it reads no column";
}
