import { type Diagnostic, isError, locate, type Source } from "../../diagnostics/index.ts";
import { bindParameters, parseQuery } from "../../language/index.ts";
import { type PlanOptions, planQuery } from "../../plan/index.ts";
import type { RunCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { givenTables } from "../lookup-tables.ts";
import { takeQueryText } from "../query-text.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import { UsageError } from "../usage-error.ts";
import { visibleJson } from "../visible-lines.ts";

/** `logq check [TEXT]`: exits with 0 for a valid query and 2 for another. */
export const runCheckCommand: RunCommand = async (invocation) => {
  const { source, defaults, diagnostics: head, rest } = await takeQueryText(invocation, { mayBePiped: true });
  if (rest.length > 0) throw new UsageError(`check takes one query; \`${rest[0]}\` is left over`, "quote the query");
  const tables = await givenTables(invocation);
  const { query, diagnostics: found } = parseQuery(source);
  const planned =
    query === undefined ? [] : planQuery(bindParameters(query, defaults), { ...ANY_RUN, ...tables }).diagnostics;
  const diagnostics = [...head, ...found, ...planned];
  const isValid = !diagnostics.some(isError);
  const { standardOutput } = invocation.host;
  if (invocation.options.text("output") === "json") {
    const facts = { valid: isValid, diagnostics: diagnostics.map((it) => diagnosticFacts(source, it)) };
    await standardOutput.write(visibleJson(facts));
  } else {
    await reportDiagnostics(source, diagnostics, invocation);
    if (isValid) await standardOutput.write("the query is valid\n");
  }
  return isValid ? EXIT_CODES.done.code : EXIT_CODES.badQuery.code;
};

/** Whether a query is valid does not depend on when, and over what time, it runs. */
const ANY_RUN: PlanOptions = { now: 0, timeRange: { start: 0, end: 0 } };

/** A diagnostic for programs; offsets are named as the service names them (section 8.5). */
function diagnosticFacts(source: Source, { code, severity, message, span, label, help }: Diagnostic) {
  const { line, position } = locate(source.text, span.start);
  return { code, severity, message, startCharOffset: span.start, endCharOffset: span.end, line, position, label, help };
}
