/** A typed parameter of a named query: an option of its command, a `{{name}}` in its text. */
export interface QueryParameter {
  readonly name: string;
  readonly type: "number" | "integer" | "text";
  readonly default?: string | number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  readonly description: string;
}

/**
 * Reads `TYPE, default VALUE, at least N, at most N, unit U. Description` after the name of a
 * parameter; gives a message where it cannot.
 */
export function parseParameter(name: string, text: string): QueryParameter | string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `\`${name}\` is not a parameter name`;
  const definition = /^(?:[^".]|"[^"]*"|\.(?![ \t]))*/.exec(text)?.[0] ?? "";
  const description = text.slice(definition.length).replace(/^\.[ \t]+/, "");
  const [type = "", ...clauses] = definition.match(/(?:[^",]|"[^"]*")+/g)?.map((part) => part.trim()) ?? [];
  if (type !== "number" && type !== "integer" && type !== "text") {
    return `\`${type}\` is not a type: number, integer or text`;
  }
  const parameter: Record<string, unknown> = { name, type, description };
  for (const clause of clauses) {
    const read = readClause(clause, type);
    if (read === undefined) return `\`${clause}\` is not understood`;
    parameter[read.key] = read.value;
  }
  const complete = parameter as unknown as QueryParameter;
  return (complete.default !== undefined && checkParameterValue(complete, complete.default)) || complete;
}

function readClause(clause: string, type: QueryParameter["type"]): { key: string; value: string | number } | undefined {
  const match = /^(default|at least|at most|unit)[ \t]+(.+)$/.exec(clause.trim());
  if (match === null) return undefined;
  const [, word = "", text = ""] = match;
  const key = { default: "default", "at least": "minimum", "at most": "maximum", unit: "unit" }[word] ?? word;
  if (key === "unit" || (key === "default" && type === "text")) return { key, value: text.replace(/^"(.*)"$/, "$1") };
  const value = Number(text);
  return Number.isFinite(value) ? { key, value } : undefined;
}

/** Writes what `parseParameter` reads. A default that has a quote in it cannot be written, and is left out. */
export function printParameter(parameter: QueryParameter): string {
  const { type, default: value, minimum, maximum, unit, description } = parameter;
  const clauses = [
    type,
    ...(value === undefined || /["\n]/.test(String(value))
      ? []
      : [`default ${typeof value === "string" ? `"${value}"` : value}`]),
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(unit === undefined ? [] : [`unit ${unit}`]),
  ];
  return `${clauses.join(", ")}${description === "" ? "" : `. ${description.replace(/\s+/g, " ")}`}`;
}

/** Reads what a user gave for a parameter; a message where it does not fit. */
export function readParameterValue(
  parameter: QueryParameter,
  text: string,
): { readonly value: string | number } | { readonly problem: string } {
  if (parameter.type === "text") return { value: text };
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const problem = Number.isFinite(value) ? checkParameterValue(parameter, value) : `\`${text}\` is not a number`;
  return problem === undefined ? { value } : { problem };
}

/** What is wrong with a value; a number may stand for a text. */
export function checkParameterValue(parameter: QueryParameter, value: string | number): string | undefined {
  const { type, minimum, maximum } = parameter;
  if (typeof value === "string") return type === "text" ? undefined : `${JSON.stringify(value)} is not a number`;
  if (type === "text") return undefined;
  if (type === "integer" && !Number.isInteger(value)) return `${value} is not a whole number`;
  if (minimum !== undefined && value < minimum) return `${value} is below ${minimum}`;
  if (maximum !== undefined && value > maximum) return `${value} is above ${maximum}`;
  return undefined;
}
