import { invariant } from "../support/invariant-error.ts";
import { findTimeZone } from "../support/time-zone.ts";
import { printTimestamp } from "../values/index.ts";

/** Prints moments as `YYYY-MM-DD HH:MM:SS.mmm` on the clocks of a time zone. */
export function timestampPrinter(timeZone: string): (epochMilliseconds: number) => string {
  const zone = findTimeZone(timeZone);
  invariant(zone !== undefined, `${timeZone} was not checked to be a time zone`);
  return (epochMilliseconds) => printTimestamp(epochMilliseconds + zone.offsetAt(epochMilliseconds));
}
