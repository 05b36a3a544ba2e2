import type { Aggregate, FindPatterns, Plan } from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { slotsOf } from "./push-down.ts";
import { isExpansion } from "./row-expansion.ts";
import { readBy } from "./step-slots.ts";
import { type VectorPlan, vectorize } from "./vectorize.ts";

type Describe = (expression: PlanExpression) => string;

/** Says which parts of the shard run once for each different value, which row by row, and why. */
export function describeFastPath(plan: Plan, describe: Describe): string[] {
  const vector = vectorize(plan);
  const names = new Map(plan.scan.fields.map(({ slot, name }) => [slot, name]));
  return [
    ...vector.columns.map(({ name, filters, steps }) => {
      const work = [...filters.map(() => "filter"), ...steps.map(({ kind }) => kind)].join(", ");
      return `  ${name}: dictionary column${work === "" ? "" : `; ${work} once for each different value`}`;
    }),
    ...vector.requiredInLine.map(
      (texts) => `  lines without ${texts.map((it) => JSON.stringify(it)).join(" or ")}: passed over`,
    ),
    ...vector.filters.map((filter) => `  keep if ${describe(filter)}: row by row, ${reason([filter], vector, names)}`),
    ...vector.steps.map((step) => {
      const sources = readBy(step);
      const why = isExpansion(step) ? "it makes several rows of one" : reason(sources, vector, names);
      return `  ${step.kind} of ${sources.map(describe).join(", ")}: row by row, ${why}`;
    }),
    ...describeCollect(plan, vector, describe, names),
  ];
}

function describeCollect(
  { shard, scan }: Plan,
  vector: VectorPlan,
  describe: Describe,
  names: ReadonlyMap<number, string>,
): string[] {
  const { collect } = shard;
  if (collect.kind === "compare-fields") return ["  fields: row by row, because they are compared with a condition"];
  const timeSlot = scan.fields.find(({ name }) => name === "@timestamp")?.slot;
  const messageSlot = scan.fields.find(({ name }) => name === "@message")?.slot;
  const isLine = (expression: PlanExpression): boolean =>
    collect.kind === "find-patterns" && expression.kind === "slot" && expression.slot === messageSlot;
  const isPlain = (expression: PlanExpression): boolean => {
    const slots = slotsOf(expression);
    if (isLine(expression)) return true;
    return (
      slots.every((slot) => slot === timeSlot) ||
      vector.columns.some((column) => slots.every((slot) => column.slots.includes(slot)))
    );
  };
  if (collect.kind === "rows") {
    const [key] = collect.order;
    const first: PlanExpression | undefined = key && { kind: "slot", slot: key.slot };
    const isWhole = vector.filters.length + vector.steps.length === 0;
    if (first === undefined || !isWhole || !isPlain(first)) return ["  rows: made for those that pass"];
    return [`  rows: made for those that pass and are not held back by their ${describe(first)}`];
  }
  const what = collect.kind === "aggregate" ? "groups" : "patterns";
  const other = expressionsOf(collect).find((expression) => !isPlain(expression));
  if (other !== undefined)
    return [`  ${what}: row by row, because of ${describe(other)}: ${reason([other], vector, names)}`];
  if (vector.filters.length + vector.steps.length > 0) return [`  ${what}: row by row, behind the steps above`];
  return [
    collect.kind === "aggregate"
      ? "  groups: found by number, once for each different value"
      : isLine(collect.source)
        ? "  patterns: lines are masked as bytes, and none is made a text"
        : "  patterns: each different text is masked once",
  ];
}

function expressionsOf(collect: Aggregate | FindPatterns): readonly PlanExpression[] {
  if (collect.kind === "find-patterns") return [collect.source, ...timesOf(collect)];
  const { keys, aggregates } = collect;
  return [...keys.map(({ expression }) => expression), ...aggregates.map(({ value }) => value)];
}

function timesOf({ windows }: FindPatterns): readonly PlanExpression[] {
  return windows === undefined || windows.kind === "inputs" ? [] : [windows.time];
}

function reason(
  expressions: readonly PlanExpression[],
  vector: VectorPlan,
  names: ReadonlyMap<number, string>,
): string {
  const slots = expressions.flatMap(slotsOf);
  const system = slots.map((slot) => names.get(slot)).find((name) => name?.startsWith("@") && !name.startsWith("@@"));
  if (system !== undefined) return `it reads ${system}`;
  const columns = new Set(slots.map((slot) => vector.columns.find((column) => column.slots.includes(slot))));
  return columns.size > 1 ? "it reads several columns" : "it reads no column";
}
