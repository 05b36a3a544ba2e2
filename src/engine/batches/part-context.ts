import type { FieldRequest, VectorPlan } from "../../plan/index.ts";
import type { ColumnCache } from "./column-cache.ts";

/** What expressions over batches can read. */
export interface PartContext {
  /** In the order of the columns of a batch. */
  readonly caches: readonly ColumnCache[];
  readonly timeSlot: number | undefined;
  /** The slot of the whole line, which is no column. */
  readonly messageSlot: number | undefined;
  /** What is the same for all events of an input. */
  readonly inputFields: readonly FieldRequest[];
  /** What is worked out from several columns or the time, by the slot that it would fill. */
  readonly derived: VectorPlan["derived"];
}
