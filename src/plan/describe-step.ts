import { printPeriod, printTimestamp, toText } from "../values/index.ts";
import type { PatternWindows } from "./pattern-windows.ts";
import type {
  Aggregate,
  Collect,
  CompareFields,
  FillMissing,
  FindPatterns,
  MergeStep,
  OrderKey,
  SubplanRowsReference,
} from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { EARLIEST } from "./time-bounds.ts";
import type { TimeRange } from "./time-range.ts";

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
    case "lookup": {
      const { name, rows } = step.table;
      const how = step.match === "equal" ? "with" : "whose network holds";
      const keys = step.keys.map(({ column, value }) =>
        step.match === "equal" ? `${column} = ${describeExpression(value, names)}` : describeExpression(value, names),
      );
      const columns = step.outputs.map(({ column, slot }) => `${slotName(slot, names)} = ${column}`);
      return `look up the row of ${name} (${rows.length} row${rows.length === 1 ? "" : "s"}) ${how} ${keys.join(", ")}: ${columns.join(", ")}`;
    }
    case "unnest":
    case "expand":
      return `${step.kind} ${describeExpression(step.source, names)} into ${slotName(step.slot, names)}, one row for each element`;
    case "join": {
      const outputs = step.outputs.map(({ name, slot }) => `${slotName(slot, names)} = ${name}`);
      const kept = step.isLeft ? ", and rows that match none" : "";
      return `join ${describeRows(step.rows)} by ${describeExpression(step.source, names)}${kept}: ${outputs.join(", ") || "no fields"}`;
    }
    case "append-columns":
      return `put the columns of ${describeRows(step.rows)} beside the rows: ${slotList(
        step.columns.map(({ slot }) => slot),
        names,
      )}`;
    case "aggregate":
      return describeAggregate(step, names);
    case "find-patterns":
      return describePatterns(step, names);
    case "compare-fields":
      return describeComparison(step, names);
    case "diff":
      return `compare ${slotName(step.current, names)} with that of the earlier events, largest difference first`;
    case "anomaly":
      return "keep patterns that are new, or unusual in frequency, HTTP error codes, words or numbers in a bin, by logq's own method";
    case "sort":
      return `sort by ${describeOrder(step.order, names)}`;
    case "limit":
      return `keep the first ${step.count} rows${step.isDefault ? " (the default limit)" : ""}`;
    case "dedup":
      return `keep the first row for each ${slotList(step.slots, names)}`;
    case "tail":
      return `keep the last ${step.count} rows`;
    case "autoregress": {
      const lags = step.lags.map(({ lag, slot }) => `${slotName(slot, names)} = ${lag} earlier`);
      return `look back at ${slotName(step.source, names)}: ${lags.join(", ")}`;
    }
    case "accum":
      return `set ${slotName(step.slot, names)} to the sum of ${slotName(step.source, names)} so far`;
    case "fill-down":
      return `fill gaps of ${slotList(step.slots, names) || "no field"} with the value before them`;
    case "fill-missing":
      return describeFillMissing(step, names);
    case "add-totals": {
      const total = step.totalSlot === undefined ? [] : [`${slotName(step.totalSlot, names)} to each row`];
      const all = [...total, ...(step.hasTotalsRow ? ["a last row"] : [])];
      return `add up ${slotList(step.slots, names) || "no column"}: ${all.join(", ") || "nothing is shown"}`;
    }
    case "outlier": {
      const slots = step.tests.map(({ slot }) => slot);
      const sides = step.isTwoSided ? "beyond" : "above";
      const action = step.isRemoved ? "remove rows with" : "clamp";
      return `${action} values of ${slotList(slots, names)} ${sides} the quartiles by ${step.factor} interquartile ranges`;
    }
    case "sessionize": {
      const gap = `gaps of more than ${printPeriod(step.longestGap)} in ${slotName(step.timeSlot, names)}`;
      return `set ${slotName(step.slot, names)} to the session of ${slotList(step.identity, names)}, parted by ${gap}`;
    }
  }
}

function describeRows(rows: SubplanRowsReference): string {
  return rows.kind === "rows" ? `${rows.rows.length} rows` : `subquery ${rows.subplan + 1}`;
}

function describeFillMissing({ bins, keys, fills }: FillMissing, names: SlotNames): string {
  const periods = bins.map(({ slot, period }) => `${slotName(slot, names)} (${printPeriod(period)})`).join(", ");
  const others = keys.filter((key) => bins.every(({ slot }) => slot !== key));
  const each = others.length === 0 ? "" : ` and each ${slotList(others, names)}`;
  const values = fills.map(({ slot, value }) => `${slotName(slot, names)} = ${toText(value) ?? "missing"}`);
  return `add rows for missing ${periods}${each}${values.length === 0 ? "" : ` with ${values.join(", ")}`}`;
}

/** What a shard keeps, in words. */
export function describeCollect(collect: Collect, names: SlotNames): string {
  if (collect.kind === "aggregate") return describeAggregate(collect, names);
  if (collect.kind === "find-patterns") return describePatterns(collect, names);
  if (collect.kind === "compare-fields") return describeComparison(collect, names);
  if (collect.isAny) return `collect any ${collect.limit} rows, then stop`;
  const distinct = collect.distinct === undefined ? "" : `, one for each ${slotList(collect.distinct, names)}`;
  if (collect.limit === Number.MAX_SAFE_INTEGER) {
    return `collect all rows, in memory, by ${describeOrder(collect.order, names)}`;
  }
  return `collect the first ${collect.limit} rows by ${describeOrder(collect.order, names)}${distinct}`;
}

function describePatterns({ source, windows }: FindPatterns, names: SlotNames): string {
  const apart = windows === undefined ? "" : `, ${describeWindows(windows)}`;
  return `find patterns of ${describeExpression(source, names)}${apart}, most frequent first`;
}

function describeComparison({ condition, fields }: CompareFields, names: SlotNames): string {
  const which = fields.kind === "named" ? fields.fields.map(({ name }) => name).join(", ") : "all fields";
  return `compare ${which} where ${describeExpression(condition, names)} with the rest, by logq's own method`;
}

function describeWindows(windows: PatternWindows): string {
  if (windows.kind === "bins") return "counted in up to 64 bins of time";
  if (windows.kind === "inputs") return "counted in the inputs, and apart from that in the earlier ones";
  return `counted ${describeRange(windows.current)}, and apart from that ${describeRange(windows.earlier)}`;
}

/** A range of time in words. */
export function describeRange({ start, end }: TimeRange): string {
  const from = start === undefined || start === EARLIEST ? "the beginning" : printTimestamp(start);
  return `from ${from} to ${end === undefined ? "the end" : printTimestamp(end)}`;
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
    case "in-subplan":
      return `${inner(expression.operand)} ${negated(expression)}in subquery ${expression.subplan + 1}`;
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
