import type { Diagnostic } from "../../diagnostics/index.ts";
import { lateFilter } from "./late-filter.ts";
import { literalPattern } from "./literal-pattern.ts";
import { oneSidedCondition } from "./one-sided-condition.ts";
import type { LintRule, LintSubject } from "./rule.ts";
import { unfilteredParse } from "./unfiltered-parse.ts";
import { unknownField } from "./unknown-field.ts";
import { unusedIndex } from "./unused-index.ts";

const RULES: readonly LintRule[] = [
  oneSidedCondition,
  lateFilter,
  unfilteredParse,
  unusedIndex,
  literalPattern,
  unknownField,
];

/** What is better changed in a query that can run, in the order of its text. */
export function lintQuery(subject: LintSubject): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  for (const rule of RULES) rule(subject, (finding) => findings.push(finding));
  return findings.sort((a, b) => a.span.start - b.span.start);
}
