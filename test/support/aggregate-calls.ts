import { type AggregateFunction, functionCatalogue } from "../../src/functions/index.ts";

/** The other arguments of aggregates that take more than a value. */
const WITH_MORE: Readonly<Record<string, (of: string) => string>> = {
  pct: (of) => `pct(${of}, 90)`,
  rate: (of) => `rate(${of}, 1m)`,
  topk: (of) => `topk(2, ${of})`,
  histogram: (of) => `histogram(${of}, 2.5)`,
};

/** A call of an aggregate over an expression. */
export function aggregateCall(name: string, of: string): string {
  return WITH_MORE[name]?.(of) ?? `${name}(${of})`;
}

const aggregates = functionCatalogue().filter((entry): entry is AggregateFunction => entry.kind === "aggregate");

export const AGGREGATE_NAMES: readonly string[] = aggregates.map(({ name }) => name);

const common = aggregates.filter(({ standsAlone }) => standsAlone !== true);
/** The aggregates that may stand beside others and behind `by`. */
export const COMMON_AGGREGATE_NAMES: readonly string[] = common.map(({ name }) => name);
/** Those of them that later commands may order and group by, which no map or list is. */
export const UNSTRUCTURED_AGGREGATE_NAMES: readonly string[] = common
  .filter(({ result }) => result !== "list" && result !== "map")
  .map(({ name }) => name);
