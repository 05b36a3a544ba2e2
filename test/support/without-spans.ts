import type { Query } from "../../src/language/index.ts";

/** A tree with all places taken out: equal for two texts that mean the same. */
export function withoutSpans(query: Query): unknown {
  return strip(query);
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => !["span", "nameSpan", "aliasSpan"].includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, strip(value)]));
}
