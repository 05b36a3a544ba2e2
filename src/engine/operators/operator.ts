import type { MergeStep, TimeRange } from "../../plan/index.ts";
import type { ComparedEvents } from "../result.ts";
import type { Row } from "../row.ts";

/** What is known of the rows of the merge part besides themselves. */
export interface MergeState {
  /** The length of a row. */
  readonly slotCount: number;
  /** The time range of the query, as far as it is known. */
  readonly timeRange: TimeRange;
  /** Throws where the rows take more memory than they may; called now and then where rows are made. */
  readonly checkMemory: () => void;
  /** Slots whose values come from a sketch. */
  readonly approximateSlots: Set<number>;
  /** Set where rows were cut off by the limit of a query that names none. */
  cutAtDefaultLimit: number | undefined;
  /** Set where patterns are compared. */
  compared: ComparedEvents | undefined;
}

/** One step of the merge part: all rows in their order to all rows in their order. */
export type Operator<Step extends MergeStep> = (rows: Row[], step: Step, state: MergeState) => Row[];

/** The steps of one kind. */
export type StepOf<Kind extends MergeStep["kind"]> = Extract<MergeStep, { kind: Kind }>;
