import type { Result } from "../engine/index.ts";
import type { QueryContext } from "./run-query.ts";
import type { ScanFigures } from "./service-query.ts";

export interface AnswerContext extends QueryContext {
  /** Told what is done beyond the plain query: a sentence. */
  readonly onNotice?: (message: string) => void;
  /** The most rows of one query: the service's 100,000. */
  readonly mostRows?: number;
}

export interface Answer {
  readonly result: Result;
  /** By row, for `GetLogRecord`; absent for rows that are no events. */
  readonly pointers: readonly (string | undefined)[];
  readonly figures: ScanFigures;
  /** Why rows are missing; empty for a complete answer. Clauses without a full stop. */
  readonly shortfalls: readonly string[];
  /** What else to know of the rows. */
  readonly remarks: readonly string[];
}
