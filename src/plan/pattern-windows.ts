import type { PlanExpression } from "./plan-expression.ts";
import type { TimeRange } from "./time-range.ts";

/** Events that are counted apart from others with the same pattern. `time` is the time of an event. */
export type PatternWindows =
  | ComparedWindows
  | {
      /** Bins of equal length, as many as make a good picture of the events. */
      readonly kind: "bins";
      readonly time: PlanExpression;
      /** Where the counts of all bins go, as a list, with the start and length of the bins before them. */
      readonly history: number;
    };

/** Present events and earlier ones. `earlierCount` is where the count of the latter goes; `sampleCount` has that of the former. */
export type ComparedWindows = { readonly earlierCount: number } & (
  | {
      /** The events of one range against those of another; they may overlap. One without a time is in neither. */
      readonly kind: "ranges";
      readonly time: PlanExpression;
      readonly current: TimeRange;
      readonly earlier: TimeRange;
    }
  | {
      /** The events of some inputs against those of others: the shard part runs over each apart. */
      readonly kind: "inputs";
      /** Whether this run is over the earlier ones. */
      readonly isEarlier: boolean;
    }
);
