import { boundOf, type Row } from "../engine/index.ts";
import { type Plan, wantsNewest } from "../plan/index.ts";
import type { PartClaims } from "./parts/part-claims.ts";
import { createShardReader, type ShardContext, type ShardOutcome } from "./shard-reader.ts";

/** What parts that follow on each other came to. */
export interface StretchOutcome {
  /** The place of the first of them among all parts of the run. */
  readonly first: number;
  readonly outcome: ShardOutcome;
}

/** What one thread does: it reads its own stretch of the parts, and then what it can take over from others. */
export async function readStretches(
  plan: Plan,
  context: ShardContext,
  claims: PartClaims,
): Promise<readonly StretchOutcome[]> {
  const readShard = createShardReader(plan, context);
  const outcomes: StretchOutcome[] = [];
  const isNewestFirst = wantsNewest(plan);
  let bound: Row | undefined;
  do {
    // Logs are mostly in the order of time. The newest rows, once there are enough, keep all before them from being made.
    for (let count = 1; isNewestFirst && bound === undefined; count *= 2) {
      const last = claims.takeLast(count);
      if (last === undefined) break;
      const outcome = await readShard(last.parts);
      outcomes.push({ first: last.first, outcome });
      bound = boundOf(plan, outcome.partial);
    }
    const { first } = claims;
    outcomes.push({ first, outcome: await readShard(claims.take(), bound) });
  } while (claims.takeOver());
  return outcomes;
}
