import { isTimestamp, type Value } from "../../values/index.ts";

/** A value as an aggregate gives it: timestamps become epoch milliseconds (section 7.10). */
export function asAggregate(value: Value): Value {
  return isTimestamp(value) ? value.epochMilliseconds : value;
}
