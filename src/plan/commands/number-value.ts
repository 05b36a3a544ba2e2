import { problems } from "../../diagnostics/index.ts";
import type { NumberValue } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** The number that is written, or bound to a parameter; a parameter without a value is reported. */
export function numberOf(value: NumberValue, builder: PlanBuilder): number | undefined {
  if (value.kind === "number") return value.value;
  builder.report(problems.unboundParameter(value.span, value.name));
  return undefined;
}
