import { expect } from "vitest";
import {
  type AggregateFunction,
  type Constant,
  findAggregate,
  findFunction,
  type ScalarFunction,
} from "../../src/functions/index.ts";
import { parsePeriodUnit, timestamp, type Value } from "../../src/values/index.ts";

/** A literal call as the examples of the catalogue write them, such as `round(abs(-1.5), 2)`. */
export type Argument =
  | { readonly kind: "constant"; readonly constant: Constant }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "call"; readonly call: Call };

export interface Call {
  readonly name: string;
  readonly arguments: readonly Argument[];
}

const TOKEN = /\s*("[^"]*"|'[^']*'|-?\d[\w.+-]*|[A-Za-z_@]\w*|[(),])/y;

/** Reads a literal call; throws where the text is none. */
export function parseCall(text: string): Call {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[1] ?? "");
  const argument = parseArgument(tokens);
  if (argument.kind !== "call" || tokens.length > 0) throw new Error(`not a literal call: ${text}`);
  return argument.call;
}

function parseArgument(tokens: string[]): Argument {
  const token = tokens.shift() ?? "";
  if (/^["']/.test(token)) return { kind: "constant", constant: token.slice(1, -1) };
  const period = /^(\d+)([a-z]+)$/.exec(token);
  const unit = parsePeriodUnit(period?.[2] ?? "");
  if (unit !== undefined) return { kind: "constant", constant: { kind: "period", count: Number(period?.[1]), unit } };
  if (/^-?\d/.test(token)) return { kind: "constant", constant: Number(token) };
  if (token === "true") return { kind: "constant", constant: true };
  if (tokens.at(0) !== "(") return { kind: "field", name: token };
  tokens.shift();
  const list: Argument[] = [];
  while (tokens.at(0) !== ")") {
    if (tokens.length === 0) throw new Error(`${token} is not closed`);
    list.push(parseArgument(tokens));
    if (tokens.at(0) === ",") tokens.shift();
  }
  tokens.shift();
  return { kind: "call", call: { name: token, arguments: list } };
}

/** Runs a call of scalar functions on the event that the catalogue's examples speak of. */
export function evaluateCall(call: Call): Value {
  const entry = findFunction(call.name);
  if (entry?.kind !== "scalar") throw new Error(`${call.name} is no scalar function`);
  const list = withImplicitField(entry, call);
  const constants = constantsOf(list);
  expect(entry.check?.(constants)).toBeUndefined();
  return entry.bind(constants)(list.map(evaluateArgument));
}

/** The constants of a call's arguments by position. */
export function constantsOf(list: readonly Argument[]): Constant[] {
  return list.map((argument) => (argument.kind === "constant" ? argument.constant : undefined));
}

function withImplicitField(entry: ScalarFunction, call: Call): readonly Argument[] {
  if (entry.implicitField === undefined) return call.arguments;
  return [{ kind: "field", name: entry.implicitField }, ...call.arguments];
}

function evaluateArgument(argument: Argument): Value {
  switch (argument.kind) {
    case "constant":
      return isPeriod(argument.constant) ? undefined : argument.constant;
    case "field":
      return argument.name === "@timestamp" ? timestamp(Date.UTC(2026, 2, 1, 12, 0, 0, 123)) : undefined;
    case "call":
      return evaluateCall(argument.call);
  }
}

function isPeriod(constant: Constant): constant is Exclude<Constant, Value> {
  return typeof constant === "object" && constant.kind === "period";
}

/** An aggregate call such as `pct(x, 95)`, ready to run over the values of `x`. */
export function bindAggregate(text: string): { entry: AggregateFunction; constants: Constant[] } {
  const call = parseCall(text);
  const entry = findAggregate(call.name);
  if (entry === undefined) throw new Error(`${call.name} is no aggregate`);
  const constants = constantsOf(call.arguments);
  expect(entry.check?.(constants)).toBeUndefined();
  return { entry, constants };
}
