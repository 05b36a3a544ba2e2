import type { Plan } from "./plan.ts";

/** The plan whose shard part counts the events of the earlier inputs: the same but for that. */
export function overEarlierInputs(plan: Plan): Plan {
  const { shard } = plan;
  const { collect } = shard;
  if (collect.kind !== "find-patterns" || collect.windows?.kind !== "inputs") return plan;
  const windows = { ...collect.windows, isEarlier: true };
  return { ...plan, shard: { ...shard, collect: { ...collect, windows } } };
}
