import { type FieldReference, fieldName, type SortCommand } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Orders the rows by the keys in turn (section 5.7). */
export function planSort({ keys }: SortCommand, builder: PlanBuilder): void {
  builder.order(
    keys.flatMap(({ field, direction }) => {
      const slot = sortSlot(field, builder);
      return slot === undefined ? [] : [{ slot, direction }];
    }),
  );
}

/** After `stats`, `@timestamp` means the column of time bins; without one it has no effect (section 10, row 33). */
function sortSlot(field: FieldReference, builder: PlanBuilder): number | undefined {
  const { scope } = builder;
  const isTime = fieldName(field) === "@timestamp" && scope.isAfterStats;
  if (!isTime || scope.lookUp("@timestamp") !== undefined) return builder.slotOf(field);
  return scope.binName === undefined ? undefined : scope.lookUp(scope.binName)?.slot;
}
