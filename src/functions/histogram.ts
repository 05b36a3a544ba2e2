import { invariant } from "../support/invariant-error.ts";
import type { ScalarFunction } from "./function.ts";
import { checkWidth, HISTOGRAM_PARAMETERS, lowerBound, widthOf } from "./histogram-range.ts";

/** In `by`: groups numbers by ranges of equal width (section 7.8). */
export const histogram: ScalarFunction = {
  kind: "scalar",
  name: "histogram",
  family: "time series",
  parameters: HISTOGRAM_PARAMETERS,
  result: "number",
  description: "Behind `by`: the lower bound of the range that holds the number, of ranges of this width from zero.",
  missing: "missing",
  examples: [
    { call: "histogram(149.9, 50)", prints: "100" },
    { call: "histogram(150, 50)", prints: "150" },
    { call: "histogram(-1, 50)", prints: "-50" },
    { call: "histogram(0.3, 0.1)", prints: "0.3" },
    { call: 'histogram("n/a", 50)', prints: undefined },
  ],
  check: checkWidth,
  bind(constants) {
    const width = widthOf(constants);
    invariant(width !== undefined, "a width was not checked");
    return ([value]) => lowerBound(value, width);
  },
};
