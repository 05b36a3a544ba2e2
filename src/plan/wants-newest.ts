import type { Plan } from "./plan.ts";

/** Whether the rows that are kept are the newest: they are in the order of time, the latest first. */
export function wantsNewest({ scan, shard: { collect } }: Plan): boolean {
  if (collect.kind !== "rows") return false;
  const [key] = collect.order;
  const time = scan.fields.find(({ name }) => name === "@timestamp");
  return key !== undefined && key.slot === time?.slot && key.direction === "desc";
}
