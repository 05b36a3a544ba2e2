import { problems } from "../../diagnostics/index.ts";
import type { SessionizeCommand } from "../../language/index.ts";
import type { Period } from "../../values/index.ts";
import { writtenPeriod } from "../call.ts";
import type { PlanBuilder } from "../plan-builder.ts";

export const SESSION_COLUMN = "session_id";
const DEFAULT_GAP: Period = { kind: "period", count: 30, unit: "minute" };

/** Numbers the sessions of each identity (section 5.23); the caps of periods are those of bins, not of gaps. */
export function planSessionize({ fields, gap, alias, span }: SessionizeCommand, builder: PlanBuilder): void {
  const { scope } = builder;
  const identity = fields.flatMap((field) => builder.slotOf(field) ?? []);
  const time = scope.resolve("@timestamp") ?? (scope.binName === undefined ? undefined : scope.lookUp(scope.binName));
  if (time === undefined) builder.report(problems.timeAfterStats(span, "sessionize"));
  const longestGap = gap === undefined ? DEFAULT_GAP : writtenPeriod(gap, builder.context);
  const slot = builder.define(alias?.name ?? SESSION_COLUMN, alias?.span ?? span, "number");
  if (time === undefined || longestGap === undefined) return;
  builder.stepOverAll({ kind: "sessionize", identity: [...new Set(identity)], timeSlot: time.slot, longestGap, slot });
}
