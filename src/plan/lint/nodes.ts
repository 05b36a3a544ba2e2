import type { Expression } from "../../language/index.ts";

/** Calls back for a node and all nodes inside of it, whatever their kinds. */
export function eachNode(node: unknown, visit: (node: { readonly kind: string }) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) eachNode(item, visit);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  if ("kind" in node && typeof node.kind === "string") visit(node as { readonly kind: string });
  for (const value of Object.values(node)) eachNode(value, visit);
}

/** The parts of a chain of `and`, or of `or`. */
export function chainParts(expression: Expression, operator: "and" | "or"): readonly Expression[] {
  const isChain = expression.kind === "binary" && expression.operator === operator;
  return isChain ? [...chainParts(expression.left, operator), ...chainParts(expression.right, operator)] : [expression];
}
