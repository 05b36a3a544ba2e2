import { warning } from "./make-diagnostic.ts";
import type { Span } from "./source.ts";

// The catalogue of what `logq check` points out in a query that runs: it costs more than it must, or
// does not say what was meant. Each entry has a golden case.

export const neverTrue = (at: Span, why: string, help?: string) =>
  warning("never-true", at, `this is never true: ${why}`, { help });
export const alwaysTrue = (at: Span, why: string, help: string) =>
  warning("always-true", at, `this is always true: ${why}`, { help });
/** `made` are the names that the command makes, which tell it from others of its kind. */
export const lateFilter = (at: Span, command: string, made: readonly string[] = []) =>
  warning("late-filter", at, `this filter reads nothing that \`${command}\` makes${inParentheses(made)}`, {
    help: `write it before \`${command}\`, which then has less to do`,
  });
export const unfilteredParse = (at: Span, field: string, text: string) =>
  warning("unfiltered-parse", at, "every event is parsed to find the few that this filter keeps", {
    help: `put a filter on the text in front of \`parse\`: filter ${field} like ${text}`,
  });
export const unusedIndex = (at: Span, field: string, condition: string) =>
  warning(
    "unused-index",
    at,
    `\`${field}\` has an index by default, but \`filter\` reads log groups without it as well`,
    {
      help: `write filterIndex ${condition}, which reads only the log groups that have the index`,
    },
  );
export const literalPattern = (at: Span, instead: string) =>
  warning("literal-pattern", at, "this regular expression is a plain text", { help: `write ${instead}` });
export const unknownField = (at: Span, name: string, events: number, help: string | undefined) =>
  warning("unknown-field", at, `no event of the sample has the field \`${name}\``, {
    help: help ?? `the sample holds ${events} events; fields of rare events may be missing from it`,
  });
export const unknownSystemField = (at: Span, name: string, help: string) =>
  warning("unknown-system-field", at, `\`${name}\` is no field that the service makes`, { help });

function inParentheses(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (${names.join(", ")})`;
}
