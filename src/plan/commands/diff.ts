import { problems, type Span } from "../../diagnostics/index.ts";
import type { DiffCommand, LogcompareCommand } from "../../language/index.ts";
import { invariant } from "../../support/invariant-error.ts";
import type { Period } from "../../values/index.ts";
import { writtenPeriod } from "../call.ts";
import type { ComparedWindows } from "../pattern-windows.ts";
import type { OutputColumn } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import { cover, rangeBefore, rangeEarlier, splitAt, timedAlone } from "../time-bounds.ts";
import type { TimeRange } from "../time-range.ts";
import { planPatternsOf } from "./pattern.ts";

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
  planComparison({ name: "diff", shift: range && SHIFTS[range], span }, builder);
}

/** The patterns of all messages, compared with those of the range shifted back by a period (section 5.24). */
export function planLogcompare({ shift, span }: LogcompareCommand, builder: PlanBuilder): void {
  const period = shift && writtenPeriod(shift, builder.context);
  const message = builder.scope.resolve("@message");
  if (message === undefined) {
    const { madeBy = "stats" } = builder.scope;
    builder.report(problems.unknownAfterStats(span, "@message", madeBy, `write \`logcompare\` before \`${madeBy}\``));
    return;
  }
  planPatternsOf({ kind: "slot", slot: message.slot }, "logcompare", builder);
  if (shift !== undefined && period === undefined) return;
  planComparison({ name: "logcompare", shift: period, span }, builder);
}

/** A command that compares, and the time shift of its text. */
interface ComparingCommand {
  readonly name: "diff" | "logcompare";
  readonly shift: Period | undefined;
  readonly span: Span;
}

function planComparison(command: ComparingCommand, builder: PlanBuilder): void {
  const { name, span } = command;
  const earlierCount = builder.slots.next();
  const windows = planWindows(command, earlierCount, builder);
  if (windows !== undefined && !builder.countApart(windows)) builder.report(problems.cutBeforeWindows(span, name));
  addColumns(builder, span, earlierCount);
}

/** Undefined where nobody says what the events are compared with, which is reported. */
function planWindows(
  { name, shift, span }: ComparingCommand,
  earlierCount: number,
  builder: PlanBuilder,
): ComparedWindows | undefined {
  const { bounds, context, report } = builder;
  const { comparison, timeRange } = bounds;
  if (comparison !== undefined && shift !== undefined) report(problems.comparedTwice(span, name, comparison.kind));
  if (comparison?.kind === "inputs") return { kind: "inputs", isEarlier: false, earlierCount };
  if (comparison === undefined && shift === undefined && name === "logcompare") {
    report(problems.noTimeShift(span));
    return undefined;
  }
  const ranges =
    comparison === undefined ? earlierRange(timeRange, shift, context.window.now) : splitAt(timeRange, comparison.time);
  if (ranges === undefined) {
    report(problems.noTimeRange(span, name));
    return undefined;
  }
  bounds.readOther(timedAlone(cover(ranges.current, ranges.earlier)));
  return { kind: "ranges", time: builder.eventTime(), ...ranges, earlierCount };
}

function earlierRange(
  current: TimeRange,
  shift: Period | undefined,
  now: number | undefined,
): { readonly current: TimeRange; readonly earlier: TimeRange } | undefined {
  const earlier = shift === undefined ? rangeBefore(current) : rangeEarlier(current, shift, now);
  return earlier && { current, earlier };
}

function addColumns(builder: PlanBuilder, span: Span, earlier: number): void {
  const difference = builder.define(DIFFERENCE_COLUMN, span, "number");
  const description = builder.define(DESCRIPTION_COLUMN, span, "text");
  const column = (name: string): OutputColumn => {
    const shown = builder.columns.find((it) => it.name === name);
    invariant(shown !== undefined, "patterns are compared that were not found");
    return { name, slot: shown.slot, kind: shown.kind };
  };
  const pattern = column("@pattern");
  const current = column("@sampleCount");
  builder.stepOverAll({ kind: "diff", current: current.slot, earlier, pattern: pattern.slot, difference, description });
  const columns = [pattern, current, column(DIFFERENCE_COLUMN), column(DESCRIPTION_COLUMN), column("@severityLabel")];
  builder.replaceRows(columns, builder.scope);
}
