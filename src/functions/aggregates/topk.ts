import { invariant } from "../../support/invariant-error.ts";
import { toNumber, toText, type Value, valueList } from "../../values/index.ts";
import type { AggregateFunction, Constant } from "../function.ts";
import { asAggregate } from "./as-aggregate.ts";
import { type Aggregation, ofStates } from "./of-states.ts";

const MOST_VALUES = 10_000;

export const topk: AggregateFunction = {
  kind: "aggregate",
  name: "topk",
  family: "aggregate",
  parameters: [
    { name: "count", kind: "number", isConstant: true },
    { name: "value", kind: "any" },
  ],
  result: "list",
  description:
    "So many of the most frequent values, by their printed text, the most frequent first; among equals, the one that came first.",
  missing: "passed over; missing if nothing is left",
  examples: [
    { call: "topk(2, x)", values: ["a", "b", "c", "b", undefined, undefined, "c", "b"], prints: '["b","c"]' },
    { call: "topk(2, x)", values: ["c", "a", 1, "1", "b"], prints: '[1,"c"]' },
    { call: "topk(5, x)", values: [undefined], prints: undefined },
  ],
  valueArgument: 1,
  standsAlone: true,
  check(constants) {
    return countOf(constants) === undefined
      ? { argument: COUNT_ARGUMENT, message: "how many values: a whole number from 1 to 10000" }
      : undefined;
  },
  bind(constants) {
    const count = countOf(constants);
    invariant(count !== undefined, "a count was not checked");
    return ofStates(counting(count));
  },
};

const COUNT_ARGUMENT = 0;

function countOf(constants: readonly Constant[]): number | undefined {
  const constant = constants[COUNT_ARGUMENT];
  if (typeof constant === "string" || (typeof constant === "object" && constant.kind === "period")) return undefined;
  const count = toNumber(constant);
  return count !== undefined && Number.isInteger(count) && count >= 1 && count <= MOST_VALUES ? count : undefined;
}

type Frequencies = Map<string, { readonly value: Value; count: number }>;

function counting(most: number): Aggregation<Frequencies> {
  return {
    start: () => new Map(),
    add(state, value) {
      const kept = asAggregate(value);
      const text = toText(kept);
      if (text === undefined) return;
      const known = state.get(text);
      if (known === undefined) state.set(text, { value: kept, count: 1 });
      else known.count++;
    },
    merge(left, right) {
      for (const [text, { value, count }] of right) {
        const known = left.get(text);
        if (known === undefined) left.set(text, { value, count });
        else known.count += count;
      }
    },
    finish(state) {
      if (state.size === 0) return undefined;
      const ranked = [...state.values()].sort((a, b) => b.count - a.count); // stable: a map keeps the order of arrival
      return valueList(ranked.slice(0, most).map(({ value }) => value));
    },
  };
}
