import type { Diagnostic } from "../../diagnostics/index.ts";
import type { Query } from "../../language/index.ts";
import type { Plan } from "../plan.ts";

/** What is known of a query that can run. */
export interface LintSubject {
  readonly query: Query;
  readonly plan: Plan;
  /** Undefined where no sample of the logs is given. */
  readonly sample: SampleFields | undefined;
}

/** The fields of some log events that are like those that the query will read. */
export interface SampleFields {
  readonly names: ReadonlySet<string>;
  readonly events: number;
}

/** Points out one kind of thing that a query would be better without. */
export type LintRule = (subject: LintSubject, report: (finding: Diagnostic) => void) => void;
