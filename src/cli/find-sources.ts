import type { Plan } from "../plan/index.ts";
import {
  groupsOfOperands,
  type Input,
  inputsOfGroups,
  type LogGroup,
  type ResolvedInputs,
  type ResolvedSources,
  resolveInputs,
  resolveSources,
} from "../sources/index.ts";
import type { Invocation } from "./command.ts";
import { earlierInputsOf } from "./comparison.ts";
import { namedGroups } from "./log-groups.ts";
import type { QueryRun } from "./plan-of-run.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { UsageError } from "./usage-error.ts";

export interface FoundSources extends ResolvedSources {
  /** What it compares with. */
  readonly earlier: ResolvedInputs | undefined;
}

/**
 * What a query reads: the log groups that it chooses itself, else the operands, else the groups of
 * `--group` unless they are there for a query within it, else standard input. Undefined where its choice is refused, which has been reported.
 */
export async function findSources(
  plan: Plan,
  { operands, source }: QueryRun,
  startTime: number,
  invocation: Invocation,
): Promise<FoundSources | undefined> {
  const { workingFolder } = invocation.host;
  const named = namedGroups(invocation);
  const earlier = await earlierInputsOf(invocation);
  const given = await givenInputs(operands, named, plan, invocation);
  const ofOperands = !choosesGroups(plan) ? [] : (await groupsOfOperands(operands, workingFolder)).groups;
  const sources = await resolveSources(plan, {
    inputs: given.inputs,
    earlierInputs: earlier?.inputs ?? [],
    groups: [...named, ...ofOperands],
    mayNameFiles: true,
    workingFolder,
    startTime,
  });
  if (sources.subplanInputs.some(hasStandardInput)) {
    throw new UsageError(
      "standard input can be read only once, and a query within the query reads it as well",
      "begin that with SOURCE and a log group, or name a file",
    );
  }
  if (hasStandardInput(sources.inputs) && hasStandardInput(earlier?.inputs ?? [])) {
    throw new UsageError(
      "standard input can be read only once, and both sides would read it",
      "name a file for one side",
    );
  }
  if (await reportDiagnostics(source, sources.diagnostics, invocation)) return undefined;
  return { ...sources, earlier, problems: [...given.problems, ...sources.problems] };
}

function hasStandardInput(inputs: readonly Input[]): boolean {
  return inputs.some(({ kind }) => kind === "standard-input");
}

function choosesGroups({ source, subplans = [] }: Plan): boolean {
  return source !== undefined || subplans.some((subplan) => subplan.plan.source !== undefined);
}

async function givenInputs(
  operands: readonly string[],
  named: readonly LogGroup[],
  plan: Plan,
  { host }: Invocation,
): Promise<ResolvedInputs> {
  const { workingFolder } = host;
  if (operands.length > 0) return resolveInputs(operands, { workingFolder });
  if (plan.source !== undefined) return { inputs: [], problems: [] };
  if (named.length > 0 && !choosesGroups(plan)) return inputsOfGroups(named, workingFolder);
  if (host.standardInput.isTerminal) {
    throw new UsageError("no logs to read", "name files, globs or folders, or pipe logs in: cat app.ndjson | logq ...");
  }
  return { inputs: [{ kind: "standard-input" }], problems: [] };
}
