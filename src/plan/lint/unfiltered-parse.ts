import { findings } from "../../diagnostics/index.ts";
import { type Command, type Expression, fieldName, type ParseCommand, printExpression } from "../../language/index.ts";
import { toNumber } from "../../values/index.ts";
import { namesMadeBy } from "../made-names.ts";
import { literalValue } from "./literals.ts";
import { chainParts } from "./nodes.ts";
import type { LintRule } from "./rule.ts";

/**
 * `parse` for every event and then a filter on a text that it cut out: a filter on that text in the
 * parsed field would turn most events away without parsing them. What is cut out of a text is a part of it.
 */
export const unfilteredParse: LintRule = ({ query: { commands } }, report) => {
  const at = commands.findIndex(({ kind }) => kind === "parse");
  const parse = commands[at];
  if (parse?.kind !== "parse" || !cutsOut(parse) || commands.slice(0, at).some(isFilter)) return;
  const made = new Set(namesMadeBy(parse));
  for (const command of commands.slice(at + 1)) {
    if (command.kind !== "filter") {
      if (!ROW_BY_ROW.has(command.kind)) return;
      continue;
    }
    for (const part of chainParts(command.condition, "and")) {
      const text = wantedText(part, made);
      if (text === undefined) continue;
      report(findings.unfilteredParse(part.span, printExpression(parse.source), text));
      return;
    }
  }
};

const ROW_BY_ROW: ReadonlySet<Command["kind"]> = new Set(["fields", "display", "parse", "json"]);

function cutsOut({ source, pattern }: ParseCommand): boolean {
  return source.kind === "field" && (pattern.kind === "glob" || pattern.kind === "regular-expression");
}

function isFilter({ kind }: Command): boolean {
  return kind === "filter" || kind === "filterIndex";
}

/** The text of `level = "ERROR"`, as it is written; texts of numbers equal other texts as well. */
function wantedText(part: Expression, made: ReadonlySet<string>): string | undefined {
  if (part.kind !== "binary" || part.operator !== "=" || part.left.kind !== "field") return undefined;
  const value = literalValue(part.right);
  if (typeof value !== "string" || value === "" || toNumber(value) !== undefined) return undefined;
  return made.has(fieldName(part.left)) ? printExpression(part.right) : undefined;
}
