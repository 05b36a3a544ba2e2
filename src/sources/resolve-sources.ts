import { type Diagnostic, didYouMean, problems } from "../diagnostics/index.ts";
import type { GroupSelector, Plan, SourceSelection, TimeBefore, TimeRange } from "../plan/index.ts";
import { periodBefore } from "../values/index.ts";
import { resolveInputs } from "./find/resolve-inputs.ts";
import type { Input, ReadProblem } from "./input.ts";
import {
  ACCOUNT_ID,
  hasLocalGroups,
  inputsOfGroups,
  type LogGroup,
  nameInIdentifier,
  uniqueGroups,
  withoutRepeats,
} from "./log-groups.ts";

/** What a query can choose from. */
export interface SourceOptions {
  /** What a query that chooses no log groups reads. */
  readonly inputs: readonly Input[];
  /** What it compares them with, and queries within it read as well. */
  readonly earlierInputs?: readonly Input[];
  readonly groups: readonly LogGroup[];
  /** Whether a name that is no log group's may be a path or glob: not where others than the user write queries. */
  readonly mayNameFiles: boolean;
  readonly workingFolder: string;
  /** The moment that time in queries counts from, in epoch milliseconds. */
  readonly startTime: number;
}

/** A plan that is bound to what it reads. */
export interface ResolvedSources {
  /** With the bounds of time that the query gives its log groups. */
  readonly plan: Plan;
  readonly inputs: readonly Input[];
  /** What each subplan reads. */
  readonly subplanInputs: readonly (readonly Input[])[];
  /** The log groups that the query chooses itself. */
  readonly groups: readonly LogGroup[];
  /** What of the log groups cannot be read. */
  readonly problems: readonly ReadProblem[];
  /** What is wrong with the choice of log groups. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the files of the log groups that a query, and the queries within it, choose with `SOURCE`
 * (section 5.17). A query within it that chooses none reads what the outer one reads.
 */
export async function resolveSources(plan: Plan, options: SourceOptions): Promise<ResolvedSources> {
  const outer = await resolvePlan(plan, options, within);
  if (plan.subplans === undefined) return { ...outer, subplanInputs: [] };
  const inputs = withoutRepeats([...outer.inputs, ...(options.earlierInputs ?? [])]);
  const inner = await Promise.all(
    plan.subplans.map((subplan) => resolvePlan(subplan.plan, { ...options, inputs }, inPlaceOf)),
  );
  const subplans = plan.subplans.map((subplan, index) => ({ ...subplan, plan: inner[index]?.plan ?? subplan.plan }));
  const all = [outer, ...inner];
  return {
    plan: { ...outer.plan, subplans },
    inputs: outer.inputs,
    subplanInputs: inner.map(({ inputs }) => inputs),
    groups: uniqueGroups(all.flatMap(({ groups }) => groups)),
    problems: all.flatMap(({ problems }) => problems),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

type CombineRanges = (outer: TimeRange, inner: TimeRange) => TimeRange;

async function resolvePlan(
  plan: Plan,
  options: SourceOptions,
  combine: CombineRanges,
): Promise<Omit<ResolvedSources, "subplanInputs">> {
  const { source, scan } = plan;
  if (source === undefined) return { plan, inputs: options.inputs, groups: [], problems: [], diagnostics: [] };
  const chosen = await Promise.all(source.selectors.map((selector) => choose(selector, options)));
  const groups = uniqueGroups(chosen.flatMap((choice) => choice.groups));
  const found = await inputsOfGroups(groups, options.workingFolder);
  const timeRange = combine(scan.timeRange, boundsOf(source, options.startTime));
  return {
    plan: { ...plan, scan: { ...scan, timeRange } },
    inputs: withoutRepeats([...found.inputs, ...chosen.flatMap((choice) => choice.inputs)]),
    groups,
    problems: [found, ...chosen].flatMap((part) => part.problems),
    diagnostics: chosen.flatMap(({ diagnostics }) => diagnostics),
  };
}

interface Choice {
  readonly groups: readonly LogGroup[];
  readonly inputs: readonly Input[];
  readonly problems: readonly ReadProblem[];
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: Choice = { groups: [], inputs: [], problems: [], diagnostics: [] };

async function choose(selector: GroupSelector, options: SourceOptions): Promise<Choice> {
  switch (selector.kind) {
    case "name":
      return chooseByName(selector, options);
    case "groups": {
      const { prefixes, accounts, classes, span } = selector;
      const groups = options.groups.filter(
        ({ name }) =>
          hasLocalGroups(classes, accounts) &&
          (prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix))),
      );
      if (groups.length > 0) return { ...NOTHING, groups };
      const all = `${namesHelp(options)}, of the class STANDARD and the account ${ACCOUNT_ID}`;
      return refused(problems.unknownLogGroup(span, "that fits this choice", all));
    }
    case "data-sources":
      return refused(problems.notOfFiles(selector.span, "data sources"));
    case "tags":
      return refused(problems.notOfFiles(selector.span, "tags"));
  }
}

/** A log group, else the files of a path or glob. */
async function chooseByName(
  { name: written, span }: Extract<GroupSelector, { kind: "name" }>,
  options: SourceOptions,
): Promise<Choice> {
  const name = nameInIdentifier(written) ?? written;
  const groups = options.groups.filter((group) => group.name === name);
  if (groups.length > 0) return { ...NOTHING, groups };
  const found = options.mayNameFiles ? await resolveInputs([written], options) : { inputs: [], problems: [] };
  if (found.inputs.length > 0) return { ...NOTHING, ...found };
  const names = options.groups.map((group) => group.name);
  const help = didYouMean(name, names) ?? namesHelp(options);
  return refused(problems.unknownLogGroup(span, `\`${name}\``, help));
}

function refused(diagnostic: Diagnostic): Choice {
  return { ...NOTHING, diagnostics: [diagnostic] };
}

/** So many names help; more are no help. */
const NAMES_SHOWN = 5;

function namesHelp({ groups }: SourceOptions): string {
  if (groups.length === 0) return "say which files a log group stands for: --group '/tms/task-api=logs/*.ndjson'";
  const names = uniqueGroups(groups).map(({ name }) => name);
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : "";
  return `the log groups are ${names.slice(0, NAMES_SHOWN).join(", ")}${more}`;
}

function boundsOf({ start, end }: SourceSelection, now: number): TimeRange {
  return {
    ...(start === undefined ? {} : { start: momentOf(start, now) }),
    ...(end === undefined ? {} : { end: momentOf(end, now) }),
  };
}

function momentOf(before: TimeBefore, now: number): number {
  return before === 0 ? now : periodBefore(now, before);
}

/** A query within another may look at another time, such as the week before. */
function inPlaceOf(outer: TimeRange, inner: TimeRange): TimeRange {
  if (inner.start === undefined && inner.end === undefined) return outer;
  const { start: _, end: __, ...rest } = outer;
  return { ...rest, ...inner };
}

/** Bounds from outside and those of the text both hold: neither is passed over in silence. */
function within(outer: TimeRange, inner: TimeRange): TimeRange {
  const starts = [outer.start, inner.start].filter((time) => time !== undefined);
  const ends = [outer.end, inner.end].filter((time) => time !== undefined);
  return {
    ...outer,
    ...(starts.length === 0 ? {} : { start: Math.max(...starts) }),
    ...(ends.length === 0 ? {} : { end: Math.min(...ends) }),
  };
}
