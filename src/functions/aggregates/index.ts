import type { AggregateFunction } from "../function.ts";
import { sortsFirst, sortsLast } from "./by-sort-order.ts";
import { earliest, latest } from "./by-time.ts";
import { count } from "./count.ts";
import { countDistinct } from "./count-distinct.ts";
import { max, min } from "./extremes.ts";
import { pct } from "./pct.ts";
import { avg, sum } from "./sum.ts";
import { values } from "./values.ts";
import { stddev, variance } from "./variance.ts";

/** The functions of `stats` (sections 7.9 and 7.10). */
export const aggregateFunctions: readonly AggregateFunction[] = [
  count,
  countDistinct,
  sum,
  avg,
  min,
  max,
  stddev,
  variance,
  pct,
  values,
  earliest,
  latest,
  sortsFirst,
  sortsLast,
];
