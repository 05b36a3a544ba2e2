import type { Value } from "../values/index.ts";
import { constant } from "./constants.ts";
import type { Plan, SubplanRowsReference } from "./plan.ts";
import type { PlanExpression } from "./plan-expression.ts";

/** The rows that a subplan gave: cells in the order of its columns. */
export type SubplanRows = readonly (readonly Value[])[];

/**
 * Puts what subplans found in their places, so that the plan needs nothing else and can be sent to a
 * worker. Written against the shape of plans, not against each step.
 */
export function bindSubplans(plan: Plan, rows: readonly SubplanRows[]): Plan {
  if (plan.subplans === undefined) return plan;
  const { subplans: _, ...outer } = plan;
  return bindNode(outer, rows) as Plan;
}

function bindNode(node: unknown, rows: readonly SubplanRows[]): unknown {
  if (Array.isArray(node)) return node.map((item) => bindNode(item, rows));
  if (typeof node !== "object" || node === null) return node;
  if ("kind" in node && node.kind === "constant") return node;
  if ("kind" in node && node.kind === "in-subplan") return bindValues(node as InSubplan, rows);
  if ("kind" in node && node.kind === "subplan-rows") return bindRows(node as Unbound, rows);
  return Object.fromEntries(
    // The rows of a lookup table are no part of the plan's own shape.
    Object.entries(node).map(([key, value]) => [key, key === "table" ? value : bindNode(value, rows)]),
  );
}

type Unbound = Extract<SubplanRowsReference, { kind: "subplan-rows" }>;

function bindRows({ subplan }: Unbound, rows: readonly SubplanRows[]): SubplanRowsReference {
  return { kind: "rows", rows: rows[subplan] ?? [] };
}

type InSubplan = Extract<PlanExpression, { kind: "in-subplan" }>;

function bindValues({ isNegated, operand, subplan }: InSubplan, rows: readonly SubplanRows[]): PlanExpression {
  const elements = (rows[subplan] ?? []).map(([value]) => constant(value));
  return { kind: "in", isNegated, operand: bindNode(operand, rows) as PlanExpression, elements };
}
