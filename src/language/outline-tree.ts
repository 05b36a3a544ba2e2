import type { Query } from "./ast.ts";

/**
 * Draws a tree as an outline, one node a line, with its plain properties behind its kind. Written
 * against the shape of nodes, not against each kind, so that a new kind needs nothing here.
 */
export function outlineTree(query: Query): string {
  return outline(query, "", 0).join("\n");
}

function outline(node: object, label: string, depth: number): string[] {
  const indent = "  ".repeat(depth);
  const properties = Object.entries(node).filter(([key]) => !/span$/i.test(key) && key !== "kind");
  const plain = properties.filter(([, value]) => !isBranch(value)).map(([key, value]) => `${key}=${plainText(value)}`);
  const kind = "kind" in node ? String(node.kind) : "";
  const head = [label, kind, ...plain].filter((text) => text !== "").join(" ");
  const children = properties.flatMap(([key, value]) => {
    if (!isBranch(value)) return [];
    const branches = Array.isArray(value) ? value : [value];
    return branches.flatMap((branch) => outline(branch as object, `${key}:`, depth + 1));
  });
  return [indent + head, ...children];
}

function isBranch(value: unknown): value is object {
  if (Array.isArray(value)) return value.some((item) => typeof item === "object");
  return typeof value === "object" && value !== null;
}

function plainText(value: unknown): string {
  return Array.isArray(value) ? value.join(".") : JSON.stringify(value);
}
