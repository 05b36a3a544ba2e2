import { problems } from "../../diagnostics/index.ts";
import type { LimitCommand, NumberValue, TailCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { LARGEST_LIMIT } from "../plan-options.ts";
import { numberOf } from "./number-value.ts";

/** Caps the rows; any rows will do for `limit any`, unless they have an order (section 5.8). */
export function planLimit({ count, isAny }: LimitCommand, builder: PlanBuilder): void {
  const rows = rowCount(count, builder);
  if (rows !== undefined) builder.cut(rows, { isAny: isAny && !builder.isOrdered });
}

/** Keeps the last rows: of events without a `sort`, the oldest ones (section 5.8). */
export function planTail({ count }: TailCommand, builder: PlanBuilder): void {
  const rows = rowCount(count, builder);
  if (rows !== undefined) builder.keepLast(rows);
}

function rowCount(count: NumberValue, builder: PlanBuilder): number | undefined {
  const rows = numberOf(count, builder);
  if (rows === undefined || (Number.isInteger(rows) && rows >= 1 && rows <= LARGEST_LIMIT)) return rows;
  builder.report(problems.badLimit(count.span, String(rows)));
  return undefined;
}
