import type { Expression, LikeExpression, ParameterReference, Query } from "./ast.ts";

/** Values by parameter name; text becomes a string literal, a number a number literal. */
export type ParameterValues = ReadonlyMap<string, string | number>;

/**
 * Puts literals in the place of `{{name}}` in a tree. Values never pass through query text, so
 * nothing in them can be read as part of the query. A parameter without a value stays. Written
 * against the shape of nodes, not against each kind, so that a new command needs nothing here.
 */
export function bindParameters(query: Query, values: ParameterValues): Query {
  return bindNode(query, values) as Query;
}

function bindNode(node: unknown, values: ParameterValues): unknown {
  if (Array.isArray(node)) return node.map((item) => bindNode(item, values));
  if (typeof node !== "object" || node === null) return node;
  if (isParameter(node)) return bindLiteral(node, values);
  const bound = Object.entries(node).map(([key, value]) => [key, bindNode(value, values)]);
  const copy = Object.fromEntries(bound);
  if (copy.kind === "like") copy.pattern = textPattern(copy.pattern);
  return copy;
}

function isParameter(node: object): node is ParameterReference {
  return "kind" in node && node.kind === "parameter";
}

function bindLiteral(parameter: ParameterReference, values: ParameterValues): Expression {
  const value = values.get(parameter.name);
  const { span } = parameter;
  if (value === undefined) return parameter;
  return typeof value === "number" ? { kind: "number", value, span } : { kind: "string", value, span };
}

/** `like` looks for the text of a number as well. */
function textPattern(pattern: LikeExpression["pattern"] | Expression): LikeExpression["pattern"] | Expression {
  return pattern.kind === "number" ? { kind: "string", value: String(pattern.value), span: pattern.span } : pattern;
}
