import { compileRegularExpression } from "../support/regular-expression/index.ts";
import { printPeriod } from "../values/index.ts";
import { describeFastPath } from "./describe-fast-path.ts";
import { describeCollect, describeExpression, describeRange, describeStep, type SlotNames } from "./describe-step.ts";
import type { Plan, SourceSelection, TimeBefore } from "./plan.ts";
import type { TimeRange } from "./time-range.ts";

/** Describes a plan in words, part by part, in the order in which it runs. */
export function describePlan(plan: Plan): string {
  if (plan.isEstimate) return "estimate: the size of the input, of which nothing is read";
  const { subplans = [], ...own } = plan;
  const inner = subplans.flatMap((subplan, index) => [
    `subquery ${index + 1}: before all else`,
    ...describePlan(subplan.plan)
      .split("\n")
      .map((line) => `  ${line}`),
  ]);
  return [...inner, ...describeOwn(own)].join("\n");
}

function describeOwn(plan: Plan): readonly string[] {
  const names = slotNames(plan);
  const patterns = patternsOf(plan);
  return [
    `scan: for each event${describeSource(plan.source)}`,
    `  read ${plan.scan.fields.map(({ name }) => name).join(", ") || "no fields"}`,
    ...timeRange(plan.scan.timeRange),
    ...plan.scan.filters.map((filter) => `  keep if ${describeExpression(filter, names)}`),
    "shard: for each part of the input",
    ...plan.shard.steps.map((step) => `  ${describeStep(step, names)}`),
    `  ${describeCollect(plan.shard.collect, names)}`,
    "merge: once, in the order of the input",
    ...plan.merge.map((step) => `  ${describeStep(step, names)}`),
    `  show ${plan.output.map(({ name, kind }) => `${name} (${kind})`).join(", ")}`,
    "fast path",
    ...describeFastPath(plan, (expression) => describeExpression(expression, names)),
    ...(patterns.length === 0 ? [] : ["regular expressions", ...patterns]),
  ];
}

function describeSource(source: SourceSelection | undefined): string {
  if (source === undefined) return "";
  const groups = source.selectors.map((selector) => {
    if (selector.kind === "name") return selector.name;
    if (selector.kind !== "groups") return `chosen by ${selector.kind}`;
    return selector.prefixes.length === 0 ? "all" : selector.prefixes.map((prefix) => `${prefix}*`).join(", ");
  });
  const moment = (time: TimeBefore): string => (time === 0 ? "now" : `-${printPeriod(time)}`);
  const from = source.start === undefined ? "" : ` from ${moment(source.start)}`;
  const to = source.end === undefined ? "" : ` to ${moment(source.end)}`;
  return ` of the log groups ${groups.join(", ")}${from}${to}`;
}

function slotNames({ scan, output }: Plan): SlotNames {
  return new Map([...scan.fields, ...output].map(({ slot, name }) => [slot, name]));
}

function timeRange(range: TimeRange): string[] {
  if (range.start === undefined && range.end === undefined) return [];
  return [`  keep if @timestamp is ${describeRange(range)}`];
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
