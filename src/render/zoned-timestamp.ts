import { printTimestamp } from "../values/index.ts";

/** Prints moments as `YYYY-MM-DD HH:MM:SS.mmm` on the clocks of a time zone. */
export function timestampPrinter(timeZone: string): (epochMilliseconds: number) => string {
  if (timeZone === "UTC") return printTimestamp;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  return (epochMilliseconds) => {
    if (Number.isNaN(new Date(epochMilliseconds).getTime())) return printTimestamp(epochMilliseconds);
    return printTimestamp(epochMilliseconds + offsetOf(format.format(epochMilliseconds)));
  };
}

/** The offset at the end of a text such as `3/1/2026, GMT+05:30`, in milliseconds; a bare `GMT` is none. */
function offsetOf(text: string): number {
  const [, sign, hours, minutes, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  if (sign === undefined) return 0;
  return sign === "-" ? -offset : offset;
}
