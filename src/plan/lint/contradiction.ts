import { type Expression, printExpression } from "../../language/index.ts";
import { isOrdered, type Ordering, toNumber } from "../../values/index.ts";
import { canBothEqual, type Literal, literalText, literalValue } from "./literals.ts";

/** What the parts of an `and` say of one value. */
interface Demands {
  /** Each list holds the value. */
  readonly among: (readonly Literal[])[];
  readonly differs: Literal[];
  readonly bounds: { readonly operator: Ordering; readonly bound: Literal }[];
}

/** Why the parts of an `and` cannot hold together; undefined where they may. */
export function findContradiction(parts: readonly Expression[]): { text: string; help?: string } | undefined {
  const all = new Map<string, Demands>();
  for (const part of parts) {
    if (part.kind !== "binary" && part.kind !== "in") continue;
    const name = printExpression(part.kind === "in" ? part.operand : part.left);
    const demands = all.get(name) ?? { among: [], differs: [], bounds: [] };
    all.set(name, demands);
    addDemand(part, demands);
    const contradiction = contradictionOf(name, demands);
    if (contradiction !== undefined) return contradiction;
  }
  return undefined;
}

function addDemand(part: Extract<Expression, { kind: "binary" | "in" }>, demands: Demands): void {
  if (part.kind === "in") {
    const values = part.elements.map(literalValue);
    if (part.isNegated || values.length === 0 || values.includes(undefined)) return;
    demands.among.push(values as Literal[]);
    return;
  }
  const value = literalValue(part.right);
  if (value === undefined) return;
  if (part.operator === "=") demands.among.push([value]);
  else if (part.operator === "!=") demands.differs.push(value);
  else if (isOrdering(part.operator)) demands.bounds.push({ operator: part.operator, bound: value });
}

function isOrdering(operator: string): operator is Ordering {
  return /^[<>]=?$/.test(operator);
}

function contradictionOf(name: string, demands: Demands): { text: string; help?: string } | undefined {
  const [first, ...others] = demands.among;
  if (first === undefined) return emptyRange(name, demands);
  const left = first.filter((value) => others.every((list) => list.some((other) => canBothEqual(value, other))));
  const last = others.at(-1);
  if (left.length === 0 && last !== undefined) {
    const isSingle = first.length === 1 && last.length === 1;
    const help = isSingle ? "join the two with `or`, or write in [...]" : "join the two with `or`";
    return { text: `\`${name}\` cannot be ${listText(first)} and ${listText(last)} at once`, help };
  }
  const possible = left.filter((value) => !demands.differs.includes(value) && isWithin(value, demands));
  return possible.length === 0
    ? { text: `what else it asks of \`${name}\` excludes ${first.map(literalText).join(" and ")}` }
    : undefined;
}

/** Whether the value may lie within all bounds, in any form that equals it. */
function isWithin(value: Literal, { bounds }: Demands): boolean {
  return bounds.every(({ operator, bound }) => hasManyForms(value, bound) || isOrdered(value, operator, bound));
}

/**
 * `"true"` may be a boolean, which has an order with numbers; a number may be any text that reads as it,
 * and texts that are no numbers have an order by their characters.
 */
function hasManyForms(value: Literal, bound: Literal): boolean {
  if (value === "true" || value === "false") return true;
  return toNumber(value) !== undefined && toNumber(bound) === undefined;
}

function emptyRange(name: string, { bounds }: Demands): { text: string } | undefined {
  const numbers = bounds.filter((it): it is { operator: Ordering; bound: number } => typeof it.bound === "number");
  for (const lower of numbers.filter(({ operator }) => operator.startsWith(">"))) {
    for (const upper of numbers.filter(({ operator }) => operator.startsWith("<"))) {
      const isPoint = lower.operator === ">=" && upper.operator === "<=";
      if (lower.bound < upper.bound || (isPoint && lower.bound === upper.bound)) continue;
      return {
        text: `\`${name}\` cannot be ${lower.operator} ${lower.bound} and ${upper.operator} ${upper.bound} at once`,
      };
    }
  }
  return undefined;
}

function listText(values: readonly Literal[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined ? literalText(only) : `in [${values.map(literalText).join(", ")}]`;
}
