import { locate, type Source } from "../../diagnostics/index.ts";
import { bindParameters, outlineTree, parseQuery, printQuery, type Token, tokenize } from "../../language/index.ts";
import { describePlan, planQuery } from "../../plan/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import type { RunCommand } from "../command.ts";
import { comparisonOf } from "../comparison.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { expandCalls } from "../expand-calls.ts";
import { givenTables } from "../lookup-tables.ts";
import { takeQueryText } from "../query-text.ts";
import { reportDiagnostics } from "../report-diagnostics.ts";
import { timeRangeOf } from "../time-range.ts";
import { UsageError } from "../usage-error.ts";
import { visibleJson } from "../visible-lines.ts";

/** `logq explain [TEXT]`: every form that a query takes on its way to an answer. */
export const runExplainCommand: RunCommand = async (invocation) => {
  const { source, defaults, diagnostics: head, rest } = await takeQueryText(invocation, { mayBePiped: true });
  if (rest.length > 0) throw new UsageError(`explain takes one query; \`${rest[0]}\` is left over`, "quote the query");
  const { tokens } = tokenize(source.text);
  const { query, diagnostics } = parseQuery(source);
  const timeRange = await timeRangeOf(invocation);
  const comparison = await comparisonOf(invocation, timeRange);
  const run = {
    now: invocation.host.now(),
    timeRange,
    ...(comparison === undefined ? {} : { comparison }),
    ...(await givenTables(invocation)),
  };
  const expanded = await expandCalls(query, invocation);
  const planned = expanded.query && planQuery(bindParameters(expanded.query, defaults), run);
  const { standardOutput } = invocation.host;
  if (invocation.options.text("output") === "json") {
    await standardOutput.write(visibleJson({ tokens, tree: query, plan: planned?.plan }));
  } else {
    const sections = [section("tokens", tokenLines(source, tokens))];
    if (query !== undefined) {
      sections.push(section("tree", outlineTree(query)), section("query for the service", printQuery(query)));
    }
    if (planned?.plan !== undefined) sections.push(section("plan", describePlan(planned.plan)));
    await standardOutput.write(sections.join("\n"));
  }
  await reportDiagnostics(
    source,
    [...head, ...diagnostics, ...expanded.diagnostics, ...(planned?.diagnostics ?? [])],
    invocation,
  );
  return planned?.plan === undefined ? EXIT_CODES.badQuery.code : EXIT_CODES.done.code;
};

function section(title: string, text: string): string {
  const lines = text.split("\n").map((line) => `  ${visibleText(line)}`.trimEnd());
  return `${title}\n${lines.join("\n")}\n`;
}

function tokenLines({ text }: Source, tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const { line, position } = locate(text, token.span.start);
      return `${`${line}:${position}`.padEnd(7)} ${token.kind.padEnd(18)} ${visibleText(token.text)}`.trimEnd();
    })
    .join("\n");
}
