import { problems } from "../../diagnostics/index.ts";
import type { Alias, ParseCommand } from "../../language/index.ts";
import { checkRegularExpression, planExpression } from "../expression.ts";
import type { ExpressionContext } from "../expression-context.ts";
import type { RowStep } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** Plans `parse` (section 5.5): the new fields come in the order of their aliases. */
export function planParse(command: ParseCommand, builder: PlanBuilder): void {
  const step = planParseStep(command, builder.context, ({ name, span }) => builder.define(name, span, "text"));
  if (step !== undefined) builder.step(step);
}

function planParseStep(
  command: ParseCommand,
  context: ExpressionContext,
  define: (alias: Alias) => number,
): RowStep | undefined {
  const source = planExpression(command.source, context).expression;
  const { pattern, aliases } = command;
  if (pattern.kind === "glob") {
    const pieces = globPieces(pattern.text);
    if (pieces.length - 1 !== aliases.length) {
      context.report(problems.globAliasCount(pattern.span, pieces.length - 1, aliases.length));
      return undefined;
    }
    return { kind: "parse-glob", source, pieces, slots: aliases.map(define) };
  }
  const groupNames = checkRegularExpression(pattern, context);
  if (groupNames === undefined) return undefined;
  const targets = captureTargets(command, groupNames, context);
  const captures = targets.map(({ group, alias }) => ({ group, slot: define(alias) }));
  return { kind: "parse-regular-expression", source, pattern: pattern.pattern, captures };
}

/** The literal pieces around the stars of a glob; `\*` is a literal asterisk (section 5.5). */
function globPieces(text: string): string[] {
  return text.split(/(?<!\\)\*/).map((piece) => piece.replaceAll("\\*", "*"));
}

/** Named groups fill fields of their name, unnamed ones the aliases in order (section 5.5). */
function captureTargets(
  { pattern, aliases }: ParseCommand,
  groupNames: readonly (string | undefined)[],
  context: ExpressionContext,
): { group: number; alias: Alias }[] {
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
