import type { Query } from "../language/index.ts";
import type { Plan } from "../plan/index.ts";
import type { ServiceLogGroup } from "./log-group.ts";
import { sentQuery } from "./sent-query.ts";
import type { ServiceQuery } from "./service-query.ts";
import type { MillisecondRange } from "./split-range.ts";

/** A query, what it is asked of, and how much of its answer is wanted. */
export interface Question {
  /** With its parameters bound. */
  readonly query: Query;
  readonly plan: Plan;
  readonly logGroups: readonly ServiceLogGroup[];
  readonly range: MillisecondRange & {
    /** Whether the bounds hold to the millisecond, and not only to the second as the service has them. */
    readonly isExact: boolean;
  };
  /** A limit from outside the text. */
  readonly limit?: number;
  /** All rows are wanted, also those beyond what one answer of the service can hold. */
  readonly isAll?: boolean;
  /** The pointers of the rows are needed, which only the service has. */
  readonly hasPointers?: boolean;
}

/** A question as one query, before it is split, for an estimate. */
export function serviceQueryOf(question: Question): ServiceQuery {
  const { range, query } = question;
  const { text } = sentQuery(query, range.isExact ? { bounds: range } : {});
  return { text, ...placeOf(question, range) };
}

/** The second in which a range ends is asked for as a whole. */
export function placeOf({ logGroups }: Question, { start, end }: MillisecondRange) {
  return { logGroups, range: { start: Math.floor(start / 1000), end: Math.ceil(end / 1000) } };
}
