import { type Constant, findFunction } from "../../src/functions/index.ts";
import type { Value } from "../../src/values/index.ts";

/** Calls a scalar function with all arguments as constants; a period's value is missing. */
export function run(name: string, ...list: readonly Constant[]): Value {
  const entry = findFunction(name);
  if (entry?.kind !== "scalar") throw new Error(`${name} is no scalar function`);
  return entry.bind(list)(list.map(toValue));
}

function toValue(constant: Constant): Value {
  return typeof constant === "object" && constant.kind === "period" ? undefined : constant;
}
