import { mergePartials, type Result, runShard } from "../engine/index.ts";
import type { Plan } from "../plan/index.ts";
import type { Value } from "../values/index.ts";
import type { TypedRows } from "./typed-rows.ts";

/** Runs a plan over rows of an answer as if they were events, with the engine of local runs. */
export function runOver({ columns, rows }: TypedRows, plan: Plan): Result {
  const shard = runShard(plan);
  const places = plan.scan.fields.map(({ name, slot }) => ({
    slot,
    column: columns.findIndex((each) => each.name === name),
  }));
  for (const values of rows) {
    const row: Value[] = new Array(plan.slotCount).fill(undefined);
    for (const { slot, column } of places) row[slot] = values[column];
    if (shard.accepts(row)) shard.add(row);
  }
  return mergePartials(plan, [shard.partial()]);
}
