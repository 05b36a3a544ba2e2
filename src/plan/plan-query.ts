import { type Diagnostic, isError } from "../diagnostics/index.ts";
import type { Query } from "../language/index.ts";
import { arrange } from "./arrange.ts";
import { planCommand } from "./commands/index.ts";
import { NestedQueries } from "./nested-queries.ts";
import type { Plan } from "./plan.ts";
import { PlanBuilder } from "./plan-builder.ts";
import type { PlanOptions } from "./plan-options.ts";

/** A plan, or the errors that prevent one; warnings come with either. */
export interface PlanResult {
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a tree into a plan: resolves names, checks rules, splits the work into shard and merge parts. */
export function planQuery(query: Query, options: PlanOptions = {}): PlanResult {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const { comparison, ...ofNested } = options;
  const nested = new NestedQueries((inner) => planCommands(inner, new PlanBuilder(report, ofNested)));
  const plan = planCommands(query, new PlanBuilder(report, options, nested)).finish(options);
  diagnostics.sort((a, b) => a.span.start - b.span.start);
  return { plan: diagnostics.some(isError) ? undefined : plan, diagnostics };
}

function planCommands(query: Query, builder: PlanBuilder): PlanBuilder {
  for (const command of arrange(query.commands, builder.report)) planCommand(command, builder);
  return builder;
}
