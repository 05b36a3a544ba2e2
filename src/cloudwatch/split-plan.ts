import { span } from "../diagnostics/index.ts";
import { findAggregate } from "../functions/index.ts";
import {
  type CallExpression,
  type Command,
  type Expression,
  fieldName,
  type Projection,
  type Query,
  type StatsCommand,
} from "../language/index.ts";
import { arrange } from "../plan/index.ts";
import { PART_PREFIX } from "./merge-groups.ts";

/** How a query whose rows are more than one answer can hold is asked in parts of its time range. */
export type SplitPlan =
  /** The rows of the parts, one after the other; the query without its sort may be counted. */
  | { readonly kind: "rows"; readonly order: "asc" | "desc"; readonly rowWise: Query }
  /** The groups of the parts, put together by a query of our own. */
  | { readonly kind: "groups"; readonly part: Query; readonly merge: Query }
  | { readonly kind: "refused"; readonly reason: string };

/** Commands that look at one event at a time. */
const ROW_WISE: ReadonlySet<Command["kind"]> = new Set([
  ...(["source", "filterIndex", "fields", "display", "filter", "parse", "json"] as const),
  ...(["unnest", "expand", "lookup", "cidrlookup"] as const),
]);

/** Decides how a query can be asked in parts; one that can not be says why. */
export function splitPlan(query: Query): SplitPlan {
  const commands = arrange(query.commands, () => {});
  const bound = boundToRange(commands);
  if (bound !== undefined) return refused(bound);
  const at = commands.findIndex(({ kind }) => kind === "stats");
  const stats = commands[at];
  return stats?.kind === "stats" ? splitGroups(query, commands, stats, at) : splitRows(query, commands);
}

const RANGE_FUNCTIONS: ReadonlySet<string> = new Set(["querystarttime", "queryendtime", "querytimerange"]);

/**
 * What in a node depends on the time range as a whole, in words. Written against the shape of nodes,
 * not against each kind, so that no new command can be forgotten.
 */
function boundToRange(node: unknown): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if ("kind" in node) {
    if (node.kind === "in-query") return "its subquery would see a part of the time range alone";
    if (node.kind === "source" && ("start" in node || "end" in node)) return "SOURCE bounds the time by itself";
    if (node.kind === "call" && "name" in node && RANGE_FUNCTIONS.has(String(node.name).toLowerCase())) {
      return `${node.name} would be of a part of the time range alone`;
    }
  }
  for (const part of Object.values(node)) {
    const found = boundToRange(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function splitRows(query: Query, commands: readonly Command[]): SplitPlan {
  let order: "asc" | "desc" = "desc"; // without a sort, the newest events come first
  for (const command of commands) {
    if (command.kind === "sort") {
      const [key] = command.keys;
      if (key === undefined || fieldName(key.field) !== "@timestamp") {
        return refused("its rows are sorted by more than their time, and only all of them together have that order");
      }
      order = key.direction;
    } else if (!ROW_WISE.has(command.kind)) return refused(needsAllRows(command));
  }
  const rowWise = commands.filter(({ kind }) => kind !== "sort");
  return { kind: "rows", order, rowWise: { ...query, commands: rowWise } };
}

function splitGroups(query: Query, commands: readonly Command[], stats: StatsCommand, at: number): SplitPlan {
  const before = commands.slice(0, at);
  const after = commands.slice(at + 1);
  const other = before.find(({ kind }) => !ROW_WISE.has(kind));
  if (other !== undefined) return refused(needsAllRows(other));
  const parts: Projection[] = [];
  try {
    const items = stats.items.map((item) => ({ ...item, expression: mergeExpression(item.expression, parts) }));
    const groups = stats.groups.map((group) => ({ ...group, expression: field(group.name) }));
    const { offset: _, ...unshifted } = stats;
    const merge = { ...query, commands: [{ ...unshifted, items, groups }, ...after] };
    return { kind: "groups", part: { ...query, commands: [...before, { ...stats, items: parts }] }, merge };
  } catch (error) {
    if (error instanceof NotMergeable) return refused(error.message);
    throw error;
  }
}

function needsAllRows({ kind }: Command): string {
  return `\`${kind}\` has to see all rows at once`;
}

function refused(reason: string): SplitPlan {
  return { kind: "refused", reason };
}

class NotMergeable extends Error {}

/** An expression over aggregates, with each of them put together from those of the parts. */
function mergeExpression(expression: Expression, parts: Projection[]): Expression {
  const inner = (each: Expression): Expression => mergeExpression(each, parts);
  switch (expression.kind) {
    case "call": {
      const aggregate = findAggregate(expression.name);
      if (aggregate !== undefined) return mergeAggregate(aggregate.name, expression, parts);
      return { ...expression, arguments: expression.arguments.map(inner) };
    }
    case "call-access": {
      const call = inner(expression.call);
      if (call.kind !== "call") throw new NotMergeable("it looks into what an aggregate gives");
      return { ...expression, call };
    }
    case "unary":
      return { ...expression, operand: inner(expression.operand) };
    case "binary":
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case "like":
      return { ...expression, operand: inner(expression.operand) };
    case "in":
      return { ...expression, operand: inner(expression.operand), elements: expression.elements.map(inner) };
    default:
      return expression;
  }
}

/** Counts and sums add up, extremes have extremes; an average is a sum by a count. All others need their events. */
function mergeAggregate(name: string, written: CallExpression, parts: Projection[]): Expression {
  const part = (expression: CallExpression): Expression => {
    const made = `${PART_PREFIX}${parts.length}`;
    parts.push({ expression, name: made, aliasSpan: NOWHERE, span: NOWHERE });
    return field(made);
  };
  switch (name) {
    case "count":
    case "countOverTime":
    case "sum":
    case "sumOverTime":
      return call("sum", part(written));
    case "min":
    case "max":
      return call(name, part(written));
    case "avg": {
      const sum = call("sum", part({ ...written, name: "sum" }));
      const count = call("sum", part({ ...written, name: "count", arguments: written.arguments.map(asNumber) }));
      return { kind: "binary", operator: "/", left: sum, right: count, span: NOWHERE };
    }
    default:
      throw new NotMergeable(`${written.name} of a whole cannot be told from those of its parts`);
  }
}

/** An average counts numbers alone: what is none becomes missing. */
function asNumber(expression: Expression): Expression {
  return {
    kind: "binary",
    operator: "+",
    left: expression,
    right: { kind: "number", value: 0, span: NOWHERE },
    span: NOWHERE,
  };
}

const NOWHERE = span(0, 0);

function field(name: string): Expression {
  return { kind: "field", parts: [name], span: NOWHERE };
}

function call(name: string, argument: Expression): CallExpression {
  return { kind: "call", name, nameSpan: NOWHERE, arguments: [argument], hasStar: false, span: NOWHERE };
}
