import { problems } from "../../diagnostics/index.ts";
import type { Alias, ParseCommand } from "../../language/index.ts";
import type { ValueKind } from "../../values/index.ts";
import { constant } from "../constants.ts";
import { checkRegularExpression, planExpression } from "../expression.ts";
import type { ExpressionContext } from "../expression-context.ts";
import type { RowStep } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";
import type { PlanExpression } from "../plan-expression.ts";

/** Plans `parse` (section 5.5): the new fields come in the order of their aliases. */
export function planParse(command: ParseCommand, builder: PlanBuilder): void {
  const step = planParseStep(command, builder.context, ({ name, span }, kind = "text") =>
    builder.define(name, span, kind),
  );
  if (step !== undefined) builder.step(step);
}

function planParseStep(
  command: ParseCommand,
  context: ExpressionContext,
  define: (alias: Alias, kind?: ValueKind) => number,
): RowStep | undefined {
  const source = planExpression(command.source, context).expression;
  const { pattern, aliases } = command;
  switch (pattern.kind) {
    case "glob":
      return planGlob(command, globPieces(pattern.text), source, context, define);
    case "csv":
      return { kind: "parse-csv", source, slots: aliases.map((alias) => define(alias)) };
    case "logfmt": {
      const [alias] = aliases;
      return alias && { kind: "parse-logfmt", source, slot: define(alias, "map") };
    }
    case "regular-expression": {
      const groupNames = checkRegularExpression(pattern, context);
      if (groupNames === undefined) return undefined;
      const targets = captureTargets(command, groupNames, context);
      const captures = targets.map(({ group, alias }) => ({ group, slot: define(alias) }));
      const kind = pattern.isMulti ? "parse-every-match" : "parse-regular-expression";
      return { kind, source, pattern: pattern.pattern, captures };
    }
  }
}

/**
 * The documentation asks for as many names as stars. People also leave out the last names, which
 * keeps the first captures, or the stars, to mark the events that hold a text; both are pointed out.
 */
function planGlob(
  { pattern, aliases }: ParseCommand,
  pieces: readonly string[],
  source: PlanExpression,
  context: ExpressionContext,
  define: (alias: Alias) => number,
): RowStep | undefined {
  const stars = pieces.length - 1;
  const [alias] = aliases;
  if (stars === 0 && alias !== undefined && aliases.length === 1) {
    context.report(problems.noStar(pattern.span));
    return { kind: "assign", slot: define(alias), expression: textWhereFound(source, pieces[0] ?? "") };
  }
  if (stars < aliases.length) {
    context.report(problems.globAliasCount(pattern.span, stars, aliases.length));
    return undefined;
  }
  if (stars > aliases.length) context.report(problems.surplusStars(pattern.span, stars, aliases.length));
  return { kind: "parse-glob", source, pieces, slots: aliases.map((alias) => define(alias)) };
}

function textWhereFound(source: PlanExpression, text: string): PlanExpression {
  const isFound: PlanExpression = { kind: "contains", isNegated: false, operand: source, text };
  return { kind: "call", function: "if", arguments: [isFound, constant(text), constant(undefined)] };
}

/** The literal pieces around the stars of a glob; `\*` is a literal asterisk (section 5.5). */
function globPieces(text: string): string[] {
  return text.split(/(?<!\\)\*/).map((piece) => piece.replaceAll("\\*", "*"));
}

/**
 * Named groups fill fields of their name, unnamed ones the aliases in order (section 5.5). An alias
 * that only repeats the name of a group is none for another.
 */
function captureTargets(
  { pattern, aliases: written }: ParseCommand,
  groupNames: readonly (string | undefined)[],
  context: ExpressionContext,
): { group: number; alias: Alias }[] {
  const aliases = written.filter(({ name }) => !groupNames.includes(name));
  const named = groupNames.flatMap((name, group) =>
    name === undefined ? [] : [{ group, alias: { name, span: pattern.span } }],
  );
  const unnamed = groupNames.flatMap((name, group) => (name === undefined ? [group] : []));
  if (aliases.length > unnamed.length) {
    context.report(problems.groupAliasCount(pattern.span, unnamed.length, aliases.length));
  } else if (named.length + aliases.length === 0) {
    context.report(problems.noNamedGroups(pattern.span));
  }
  const aliased = aliases.flatMap((alias, index) => {
    const group = unnamed[index];
    return group === undefined ? [] : [{ group, alias }];
  });
  return [...named, ...aliased];
}
