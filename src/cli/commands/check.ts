import { type Diagnostic, isError, locate, type Source } from "../../diagnostics/index.ts";
import { bindParameters, parseQuery, type Query } from "../../language/index.ts";
import { lintQuery, type Plan, type PlanOptions, planQuery } from "../../plan/index.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { expandCalls } from "../expand-calls.ts";
import { givenTables } from "../lookup-tables.ts";
import { takeQueryText } from "../query-text.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { visibleJson } from "../visible-lines.ts";

/**
 * `logq check [TEXT]`: exits with 0 for a valid query and 2 for another; with `--strict` with 1 for a valid
 * one that something is pointed out in.
 */
export const runCheckCommand: RunCommand = async (invocation) => {
  const { source, defaults, diagnostics: head, rest } = await takeQueryText(invocation, { mayBePiped: true });
  if (rest.length > 0) throw new UsageError(`check takes one query; \`${rest[0]}\` is left over`, "quote the query");
  const tables = await givenTables(invocation);
  const { query, diagnostics: found } = parseQuery(source);
  const expanded = await expandCalls(query, invocation);
  const bound = expanded.query && bindParameters(expanded.query, defaults);
  const planned = bound && planQuery(bound, { ...ANY_RUN, ...tables });
  const advice = bound && planned?.plan && (await adviceOn(bound, planned.plan, invocation));
  const diagnostics = [...head, ...found, ...expanded.diagnostics, ...(planned?.diagnostics ?? []), ...(advice ?? [])];
  const isValid = !diagnostics.some(isError);
  const { standardOutput } = invocation.host;
  if (invocation.options.text("output") === "json") {
    const facts = { valid: isValid, diagnostics: diagnostics.map((it) => diagnosticFacts(source, it)) };
    await standardOutput.write(visibleJson(facts));
  } else {
    await reportDiagnostics(source, diagnostics, invocation);
    if (isValid) await standardOutput.write("the query is valid\n");
  }
  if (!isValid) return EXIT_CODES.badQuery.code;
  const isMissed = invocation.options.isSet("strict") && diagnostics.length > 0;
  return isMissed ? EXIT_CODES.conditionMet.code : EXIT_CODES.done.code;
};

async function adviceOn(query: Query, plan: Plan, invocation: Invocation): Promise<readonly Diagnostic[]> {
  const file = invocation.options.text("sample");
  if (file === undefined) return lintQuery({ query, plan, sample: undefined });
  const { readSampleFields } = await import("../sample-fields.ts");
  return lintQuery({ query, plan, sample: await readSampleFields(file, invocation) });
}

/** Whether a query is valid does not depend on when, and over what time, it runs. */
const ANY_RUN: PlanOptions = { now: 0, timeRange: { start: 0, end: 0 } };

/** A diagnostic for programs; offsets are named as the service names them (section 8.5). */
function diagnosticFacts(source: Source, { code, severity, message, span, label, help }: Diagnostic) {
  const { line, position } = locate(source.text, span.start);
  return { code, severity, message, startCharOffset: span.start, endCharOffset: span.end, line, position, label, help };
}
