import { didYouMean, problems } from "../../diagnostics/index.ts";
import { fieldName, type SortCommand, type SortKey } from "../../language/index.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Orders the rows by the keys in turn (section 5.7). */
export function planSort({ keys }: SortCommand, builder: PlanBuilder): void {
  builder.order(
    keys.flatMap((key) => {
      const slot = sortSlot(key, builder);
      return slot === undefined ? [] : [{ slot, direction: key.direction }];
    }),
  );
}

/**
 * After `stats`, a field that a group key was made of means that key, and `@timestamp` the column of
 * time bins. What means no column orders nothing, as documented samples show (section 10, row 33).
 */
function sortSlot({ field, nameSpan }: SortKey, builder: PlanBuilder): number | undefined {
  const { scope } = builder;
  const name = fieldName(field);
  const isKnown = scope.lookUp(name) !== undefined || scope.enter(field.parts) !== undefined;
  if (isKnown || (!scope.isAfterStats && nameSpan === undefined)) return builder.slotOf(field, "sort");
  const key = name === "@timestamp" ? scope.binName : scope.grouping.fields.get(name);
  if (key !== undefined) return scope.lookUp(key)?.slot;
  if (name === "@timestamp") return undefined;
  const help = didYouMean(name, scope.names) ?? `the columns are ${scope.names.join(", ")}`;
  builder.report(
    scope.isAfterStats
      ? problems.unknownSortKey(field.span, name, scope.madeBy, help)
      : problems.unknownCallInSort(field.span),
  );
  return undefined;
}
