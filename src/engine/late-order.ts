import type { Aggregate, MergeStep, OrderKey } from "../plan/index.ts";
import { type MergeState, operate } from "./operators/index.ts";
import type { Row } from "./row.ts";
import { type FirstRows, firstInOrder, inOrder } from "./row-order.ts";

/** The ascending order of its keys, in which the groups of an aggregate stand (section 8.2). */
export function orderOfKeys({ keys }: Aggregate): readonly OrderKey[] {
  return keys.map(({ slot }) => ({ slot, direction: "asc" }));
}

/**
 * Takes rows through the steps of the merge part. They are put in order as late as can be: filters mostly leave few
 * of them, of a sort that follows the keys before are only the last ones, and of a limit only the first rows
 * matter. `order`: that in which the rows should stand and do not yet.
 */
export function takeThrough(
  rows: Row[],
  steps: readonly MergeStep[],
  order: readonly OrderKey[],
  state: MergeState,
): Row[] {
  let current = rows;
  let owed = order;
  for (const step of steps) {
    state.checkMemory();
    if (step.kind === "sort") {
      owed = [...step.order, ...owed];
      continue;
    }
    if (!leavesOrder(step, owed)) {
      // One more than the limit, by which the step knows whether it cuts any off.
      current = step.kind === "limit" ? firstInOrder(current, owed, step.count + 1) : inOrder(current, owed);
      owed = [];
    }
    current = operate(current, step, state);
    if (step.kind === "aggregate") owed = orderOfKeys(step);
  }
  return owed.length === 0 ? current : inOrder(current, owed);
}

/**
 * The only rows that the steps of the merge part make something of, by slots as they are before: where those sort and
 * limit, and at most copy slots before that. Undefined where they begin otherwise.
 */
export function firstRows(steps: readonly MergeStep[], order: readonly OrderKey[]): FirstRows | undefined {
  let owed = order;
  const sources = new Map<number, number>();
  const sourceOf = (slot: number): number => sources.get(slot) ?? slot;
  for (const step of steps) {
    if (step.kind === "limit") return { order: owed, count: step.count + 1 };
    if (step.kind === "assign" && step.expression.kind === "slot") {
      sources.set(step.slot, sourceOf(step.expression.slot));
    } else if (step.kind === "sort") {
      owed = [...step.order.map((key) => ({ ...key, slot: sourceOf(key.slot) })), ...owed];
    } else return undefined;
  }
  return undefined;
}

/** Whether a step does the same in whatever order the rows come, and changes none of the keys that they are put in order by. */
function leavesOrder(step: MergeStep, order: readonly OrderKey[]): boolean {
  if (order.length === 0 || step.kind === "filter") return true;
  return step.kind === "assign" && order.every(({ slot }) => slot !== step.slot);
}
