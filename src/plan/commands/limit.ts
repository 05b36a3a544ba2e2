import { problems } from "../../diagnostics/index.ts";
import type { LimitCommand } from "../../language/index.ts";
import { LARGEST_LIMIT, type PlanBuilder } from "../plan-builder.ts";

/** Caps the rows; any rows will do for `limit any`, unless they have an order (section 5.8). */
export function planLimit({ count, isAny }: LimitCommand, builder: PlanBuilder): void {
  if (count.kind === "parameter") {
    builder.report(problems.unboundParameter(count.span, count.name));
  } else if (!Number.isInteger(count.value) || count.value < 1 || count.value > LARGEST_LIMIT) {
    builder.report(problems.badLimit(count.span, String(count.value)));
  } else {
    builder.cut(count.value, { isAny: isAny && !builder.isOrdered });
  }
}
