import type { AggregateFunction } from "../function.ts";
import { sortsFirst, sortsLast } from "./by-sort-order.ts";
import { earliest, latest } from "./by-time.ts";
import { count, countOverTime } from "./count.ts";
import { countDistinct } from "./count-distinct.ts";
import { max, min } from "./extremes.ts";
import { histogramMap } from "./histogram-map.ts";
import { pct } from "./pct.ts";
import { rate } from "./rate.ts";
import { avg, sum, sumOverTime } from "./sum.ts";
import { topk } from "./topk.ts";
import { values } from "./values.ts";
import { stddev, variance } from "./variance.ts";

/** The functions of `stats` (sections 7.8 to 7.10). */
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
  topk,
  earliest,
  latest,
  sortsFirst,
  sortsLast,
  rate,
  countOverTime,
  sumOverTime,
  histogramMap,
];
