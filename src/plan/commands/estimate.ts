import { problems } from "../../diagnostics/index.ts";
import type { EstimateCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Asks for the size of what would be read instead of the answer (section 5.25). */
export function planEstimate({ span }: EstimateCommand, builder: PlanBuilder): void {
  if (builder.isNested) builder.report(problems.nestedEstimate(span));
  builder.estimate();
}
