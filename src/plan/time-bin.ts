import { type Period, periodMilliseconds } from "../values/index.ts";
import { constantOf } from "./constants.ts";
import type { PlanExpression } from "./plan-expression.ts";
import { slotsOf } from "./push-down.ts";
import type { Scope, TimeBin } from "./scope.ts";

/** Functions whose values are boundaries of periods. */
const BINNING: ReadonlySet<string> = new Set(["bin", "datefloor", "dateceil"]);

/**
 * What a group key is as a time bin: `bin(5m)`, with or without an alias, a time rounded to a
 * period, or a column of bins of the `stats` before. Undefined for any other key.
 */
export function timeBin(name: string, key: PlanExpression, scope: Scope): TimeBin | undefined {
  if (key.kind === "slot") {
    const earlier = scope.grouping.bins.find((bin) => scope.lookUp(bin.name)?.slot === key.slot);
    return earlier === undefined ? undefined : { ...earlier, name };
  }
  if (key.kind !== "call" || !BINNING.has(key.function)) return undefined;
  const [period, shift] = key.arguments.slice(1).map(periodOf);
  if (period === undefined) return undefined;
  const offset = shift === undefined ? 0 : (periodMilliseconds(shift) ?? 0);
  const time = scope.lookUp("@timestamp");
  const isOfEvent = time?.origin === "event" && slotsOf(key).every((slot) => slot === time.slot);
  return isOfEvent
    ? { name, period, offset, ofTime: { expression: key, timeSlot: time.slot } }
    : { name, period, offset };
}

function periodOf(argument: PlanExpression): Period | undefined {
  const constant = constantOf(argument);
  return typeof constant === "object" && constant.kind === "period" ? constant : undefined;
}
