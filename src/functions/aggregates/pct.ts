import { invariant } from "../../support/invariant-error.ts";
import { numberArgument } from "../argument.ts";
import type { AggregateFunction, Constant } from "../function.ts";
import { Ranks } from "./ranks.ts";

export const pct: AggregateFunction = {
  kind: "aggregate",
  name: "pct",
  family: "aggregate",
  parameters: [
    { name: "number", kind: "number" },
    { name: "percentile", kind: "number", isConstant: true },
  ],
  result: "number",
  description:
    "The percentile of the numbers by nearest rank; within 0.1% where a group has more than 100,000 different ones.",
  missing: "passed over, like text that is no number; missing if nothing is left",
  examples: [
    { call: "pct(x, 50)", values: [15, 20, "35", 40, 50, undefined], prints: "35" },
    { call: "pct(x, 30)", values: [15, 20, 35, 40, 50], prints: "20" },
    { call: "pct(x, 0)", values: [3, 1, 2], prints: "1" },
    { call: "pct(x, 95)", values: ["n/a"], prints: undefined },
  ],
  check(constants) {
    return percentileOf(constants) === undefined
      ? { argument: PERCENTILE_ARGUMENT, message: "a percentile is a number from 0 to 100" }
      : undefined;
  },
  bind(constants) {
    const percentile = percentileOf(constants);
    invariant(percentile !== undefined, "a percentile was not checked");
    const share = BigInt(Math.round(percentile * Number(DECIMALS)));
    return () => new Ranks((total) => nearestRank(share, total));
  },
};

const PERCENTILE_ARGUMENT = 1;

function percentileOf(constants: readonly Constant[]): number | undefined {
  const constant = constants[PERCENTILE_ARGUMENT];
  if (typeof constant !== "number" && (typeof constant !== "object" || constant.kind !== "number")) return undefined;
  const percentile = numberArgument(constant);
  return percentile !== undefined && percentile >= 0 && percentile <= 100 ? percentile : undefined;
}

/**
 * max(1, ceil(percentile / 100 * total)) of section 9, with the percentile read to ten decimals:
 * in floating point the 7th percentile of 100 numbers would be the eighth. `share`: the percentile as a whole number of these.
 */
function nearestRank(share: bigint, total: number): number {
  return Math.max(1, Number((share * BigInt(total) + WHOLE - 1n) / WHOLE));
}

const DECIMALS = 10n ** 10n;
const WHOLE = 100n * DECIMALS;
