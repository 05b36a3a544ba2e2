import { type Diagnostic, findings } from "../../diagnostics/index.ts";
import { type BinaryExpression, type Expression, type InExpression, printExpression } from "../../language/index.ts";
import { findContradiction } from "./contradiction.ts";
import { impossibleComparison } from "./impossible-comparison.ts";
import { canBothEqual, literalText, literalValue } from "./literals.ts";
import { chainParts, eachNode } from "./nodes.ts";
import type { LintRule } from "./rule.ts";

/** Conditions that are the same for every event: comparisons that cannot hold, or cannot fail, on their own or together. */
export const oneSidedCondition: LintRule = ({ query }, report) => {
  const inner = new Set<unknown>();
  eachNode(query, (node) => {
    if (node.kind === "binary") checkBinary(node as BinaryExpression, inner, report);
    else if (node.kind === "in") checkList(node as InExpression, report);
  });
};

function checkBinary(node: BinaryExpression, inner: Set<unknown>, report: (finding: Diagnostic) => void): void {
  const { operator } = node;
  if (operator !== "and" && operator !== "or") {
    const problem = impossibleComparison(node);
    if (problem !== undefined) report(findings.neverTrue(node.span, problem.why, problem.help));
    return;
  }
  for (const side of [node.left, node.right]) {
    if (side.kind === "binary" && side.operator === operator) inner.add(side);
  }
  if (inner.has(node)) return; // its chain has been looked at as a whole
  const parts = chainParts(node, operator);
  if (operator === "and") {
    const why = findContradiction(parts);
    if (why !== undefined) report(findings.neverTrue(node.span, why.text, why.help));
  } else checkInequalities(node, parts, report);
}

/** `x != "a" or x != "b"`: one of the two always holds. */
function checkInequalities(
  node: BinaryExpression,
  parts: readonly Expression[],
  report: (finding: Diagnostic) => void,
): void {
  const seen = new Map<string, string | number>();
  for (const part of parts) {
    if (part.kind !== "binary" || part.operator !== "!=") continue;
    const value = literalValue(part.right);
    if (value === undefined) continue;
    const name = printExpression(part.left);
    const earlier = seen.get(name);
    if (earlier !== undefined && !canBothEqual(earlier, value)) {
      const why = `\`${name}\` always differs from one of ${literalText(earlier)} and ${literalText(value)}`;
      report(findings.alwaysTrue(node.span, why, "join the two with `and`, or write not in [...]"));
      return;
    }
    seen.set(name, value);
  }
}

function checkList({ elements, isNegated, span }: InExpression, report: (finding: Diagnostic) => void): void {
  if (elements.length === 0 && !isNegated) report(findings.neverTrue(span, "nothing is in an empty list"));
}
