import { constantOf } from "./constants.ts";
import type { PlanExpression } from "./plan.ts";
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
  const [, length] = key.arguments;
  const period = length === undefined ? undefined : constantOf(length);
  if (typeof period !== "object" || period.kind !== "period") return undefined;
  const time = scope.lookUp("@timestamp");
  const isOfEvent = time?.origin === "event" && slotsOf(key).every((slot) => slot === time.slot);
  return isOfEvent ? { name, period, ofTime: { expression: key, timeSlot: time.slot } } : { name, period };
}
