import { type Diagnostic, problems, type Span } from "../../diagnostics/index.ts";
import type { DiffCommand, LogcompareCommand } from "../../language/index.ts";
import type { Period } from "../../values/index.ts";
import { writtenPeriod } from "../call.ts";
import type { OutputColumn, TimeRange } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { cover, rangeBefore, rangeEarlier } from "../time-bounds.ts";
import { eventTime, planPatternsOf } from "./pattern.ts";

/** Our own names: the service publishes none (section 5.14). */
export const DIFFERENCE_COLUMN = "@differenceCount";
export const DESCRIPTION_COLUMN = "@differenceDescription";

const SHIFTS: Readonly<Record<NonNullable<DiffCommand["range"]>, Period>> = {
  previousDay: { kind: "period", count: 1, unit: "day" },
  previousWeek: { kind: "period", count: 1, unit: "week" },
  previousMonth: { kind: "period", count: 1, unit: "month" },
};

/** Compares the patterns before it with those of the range just before, or a day, week or month earlier. */
export function planDiff({ range, span }: DiffCommand, builder: PlanBuilder): void {
  const current = builder.bounds.timeRange;
  const { now } = builder.context.window;
  const earlier = range === undefined ? rangeBefore(current) : rangeEarlier(current, SHIFTS[range], now);
  planComparison(builder, current, earlier, span, "diff");
}

/** The patterns of all messages, compared with those of the range shifted back by a period (section 5.24). */
export function planLogcompare({ shift, span }: LogcompareCommand, builder: PlanBuilder): void {
  const period = writtenPeriod(shift, builder.context);
  const message = builder.scope.resolve("@message");
  if (message === undefined) {
    builder.report(problems.unknownAfterStats(span, "@message", "write `logcompare` before `stats`"));
    return;
  }
  planPatternsOf({ kind: "slot", slot: message.slot }, builder);
  if (period === undefined) return;
  const current = builder.bounds.timeRange;
  planComparison(builder, current, rangeEarlier(current, period, builder.context.window.now), span, "logcompare");
}

function planComparison(
  builder: PlanBuilder,
  current: TimeRange,
  earlier: TimeRange | undefined,
  span: Span,
  command: string,
): void {
  const refuse = (diagnostic: Diagnostic): void => builder.report(diagnostic);
  if (earlier === undefined) refuse(problems.noTimeRange(span, command));
  else {
    const earlierCount = builder.slots.next();
    const time = eventTime(builder, current);
    const isCounted = builder.countApart({ kind: "ranges", time, current, earlier, earlierCount });
    if (!isCounted) refuse(problems.cutBeforeWindows(span, command));
    builder.bounds.readOther(cover(current, earlier));
    addColumns(builder, span, earlierCount);
  }
}

function addColumns(builder: PlanBuilder, span: Span, earlier: number): void {
  const difference = builder.define(DIFFERENCE_COLUMN, span, "number");
  const description = builder.define(DESCRIPTION_COLUMN, span, "text");
  const column = (name: string): OutputColumn => {
    const { slot, kind } = builder.columns.find((it) => it.name === name) as OutputColumn;
    return { name, slot, kind };
  };
  const pattern = column("@pattern");
  const current = column("@sampleCount");
  builder.stepOverAll({ kind: "diff", current: current.slot, earlier, pattern: pattern.slot, difference, description });
  const columns = [pattern, current, column(DIFFERENCE_COLUMN), column(DESCRIPTION_COLUMN), column("@severityLabel")];
  builder.replaceRows(columns, builder.scope);
}
