import type { MergeState } from "./operator.ts";

/** What is worked out from a sketch is approximate as well. */
export function noteDerived({ approximateSlots }: MergeState, from: readonly number[], to: readonly number[]): void {
  if (!from.some((slot) => approximateSlots.has(slot))) return;
  for (const slot of to) approximateSlots.add(slot);
}
