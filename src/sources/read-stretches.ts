import type { Plan } from "../plan/index.ts";
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
  do {
    const { first } = claims;
    outcomes.push({ first, outcome: await readShard(claims.take()) });
  } while (claims.takeOver());
  return outcomes;
}
