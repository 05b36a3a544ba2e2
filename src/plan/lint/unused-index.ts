import { findings } from "../../diagnostics/index.ts";
import { type Command, type Expression, fieldName, printExpression } from "../../language/index.ts";
import { literalValue } from "./literals.ts";
import { chainParts } from "./nodes.ts";
import type { LintRule } from "./rule.ts";

/** What the service keeps an index of without being told (section 5.4). */
const INDEXED: ReadonlySet<string> = new Set([
  ...["@logStream", "@aws.region", "@aws.account", "@source.log", "@data_source_name", "@data_source_type"],
  ...["@data_format", "traceId", "severityText", "attributes.session.id"],
]);

/** Filters on a whole value of an indexed field, in a query that uses no index. */
export const unusedIndex: LintRule = ({ query: { commands } }, report) => {
  const before = beforeStats(commands);
  if (before.some(({ kind }) => kind === "filterIndex")) return;
  for (const command of before) {
    if (command.kind !== "filter") continue;
    for (const part of chainParts(command.condition, "and")) {
      const field = lookedUp(part);
      if (field !== undefined) report(findings.unusedIndex(part.span, field, printExpression(part)));
    }
  }
};

function beforeStats(commands: readonly Command[]): readonly Command[] {
  const at = commands.findIndex(({ kind }) => kind === "stats");
  return at < 0 ? commands : commands.slice(0, at);
}

/** The indexed field that a part of a condition compares with literals. */
function lookedUp(part: Expression): string | undefined {
  const isEquality = part.kind === "binary" && part.operator === "=";
  if (!isEquality && (part.kind !== "in" || part.isNegated)) return undefined;
  const [field, ...values] = part.kind === "in" ? [part.operand, ...part.elements] : [part.left, part.right];
  if (field?.kind !== "field" || values.some((value) => literalValue(value) === undefined)) return undefined;
  const name = fieldName(field);
  return INDEXED.has(name) ? name : undefined;
}
