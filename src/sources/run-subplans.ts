import type { Result } from "../engine/index.ts";
import { bindSubplans, LARGEST_LIMIT, type Plan, type Subplan } from "../plan/index.ts";
import { grouped } from "../support/group-digits.ts";
import { toText } from "../values/index.ts";
import type { Input } from "./input.ts";
import type { RunContext, RunOutcome } from "./plan-run.ts";
import { SubplanLimitError } from "./subplan-limit-error.ts";

/** A plan with what its subplans found put in, and what running them came to. */
export interface BoundPlan {
  readonly plan: Plan;
  readonly outcomes: readonly RunOutcome[];
  /** Bytes of text that they read. */
  readonly bytes: number;
}

type RunPlan = (plan: Plan, inputs: readonly Input[], context: RunContext) => Promise<RunOutcome>;

/**
 * Runs the subplans of a plan, one after the other. `run` runs one plan. The service stops a subquery after 30
 * seconds (section 8.6), which bounds what others wait for; here nobody waits but who asked, so each takes its time.
 */
export async function runSubplans(plan: Plan, context: RunContext, run: RunPlan): Promise<BoundPlan> {
  const { subplans = [] } = plan;
  const { subplanInputs, earlierInputs: _, onProgress, ...own } = context;
  const outcomes: RunOutcome[] = [];
  let bytes = 0;
  for (const [index, subplan] of subplans.entries()) {
    const before = bytes;
    const progress = (count: number): void => onProgress?.(before + count);
    const outcome = await run(subplan.plan, subplanInputs?.[index] ?? [], { ...own, onProgress: progress });
    checkLimit(subplan, outcome.result);
    outcomes.push(outcome);
    bytes += outcome.report.bytes;
  }
  const rows = outcomes.map(({ result }) => result.rows);
  return { plan: bindSubplans(plan, rows), outcomes, bytes };
}

/** Refuses what is too much to hold in memory, or more than the service takes (section 8.6). */
export function checkLimit({ use }: Subplan, { rows }: Result): void {
  if (use === "values" && rows.length > LARGEST_LIMIT) {
    throw new SubplanLimitError(
      `a subquery found ${grouped(rows.length)} different values: at most ${grouped(LARGEST_LIMIT)} can be looked among`,
      "filter more in the subquery, or ask for a shorter time",
    );
  }
  if (use !== "join") return;
  const keys = new Set(rows.map(([key]) => toText(key))).size;
  if (keys <= MOST_JOIN_KEYS) return;
  throw new SubplanLimitError(
    `the right side of \`join\` has ${grouped(keys)} different keys: at most ${grouped(MOST_JOIN_KEYS)} are possible`,
    "join the other way round, or less of the log group: (SOURCE 'group' start=-1h)",
  );
}

/** The service's limit (section 5.20). */
const MOST_JOIN_KEYS = 50_000;
