import { type Diagnostic, problems } from "../diagnostics/index.ts";
import type { Command, FilterCommand, StatsCommand } from "../language/index.ts";
import { BOOLEANS } from "./constants.ts";
import { fieldNames } from "./field-names.ts";
import { namesMadeBy } from "./made-names.ts";

/** The service's limit (section 8.6). */
const MOST_STATS = 10;

/**
 * Checks where commands stand and puts those of the old order-free style where they act
 * (section 4, rules 5 to 10): a filter on event fields after a single `stats` before it, a
 * `limit` after the `sort` that follows it. A misplaced command is reported and left out.
 */
export function arrange(commands: readonly Command[], report: (diagnostic: Diagnostic) => void): readonly Command[] {
  checkStatsCount(commands, report);
  const allowed = withoutMisplaced(commands, report);
  return limitAfterSort(filtersBeforeStats(allowed, report), report);
}

function checkStatsCount(commands: readonly Command[], report: (diagnostic: Diagnostic) => void): void {
  const surplus = commands.filter(isStats)[MOST_STATS];
  if (surplus !== undefined) report(problems.tooManyStats(surplus.span));
}

function isStats(command: Command): command is StatsCommand {
  return command.kind === "stats";
}

function withoutMisplaced(commands: readonly Command[], report: (diagnostic: Diagnostic) => void): Command[] {
  const lastStats = commands.findLastIndex(isStats);
  const hasSeveral = commands.filter(isStats).length > 1;
  const dedup = commands.findIndex(({ kind }) => kind === "dedup");
  const estimate = commands.findIndex(({ kind }) => kind === "estimate");
  const firstOther = commands.findIndex(({ kind }) => kind !== "source");
  const isAllowed = (command: Command, index: number): boolean => {
    const { kind, span } = command;
    if (kind === "source" && firstOther >= 0 && index > firstOther) {
      report(problems.sourceNotFirst(span));
      return false;
    }
    if (estimate >= 0 && index > estimate) {
      report(problems.afterEstimate(span, kind));
      return false;
    }
    if (dedup >= 0 && index > dedup && !MAY_FOLLOW_DEDUP.has(kind)) {
      report(problems.afterDedup(span, kind));
      return false;
    }
    const earlier = commands.slice(0, index);
    if (!mayCombine(command, earlier, report)) return false;
    if (index > lastStats || (kind !== "sort" && kind !== "limit" && kind !== "tail")) return true;
    if (hasSeveral) report(problems.beforeLastStats(span, kind));
    else if (kind === "sort" && !isOrderSeen(commands, index)) report(problems.sortBeforeStats(span));
    else return true;
    return false;
  };
  const allowed: Command[] = [];
  for (const [index, command] of commands.entries()) {
    const before = commands[index - 1];
    // What compares the patterns of a `pattern` that is left out goes with it, and needs no error of its own.
    const isOrphan = COMPARES_PATTERNS.has(command.kind) && before?.kind === "pattern" && allowed.at(-1) !== before;
    if (!isOrphan && isAllowed(command, index)) allowed.push(command);
  }
  return allowed;
}

const FINDS_PATTERNS: ReadonlySet<Command["kind"]> = new Set(["pattern", "logcompare"] as const);
const COMPARES_PATTERNS: ReadonlySet<Command["kind"]> = new Set(["diff", "anomaly"] as const);

/** Section 4, rule 10: patterns are not found in rows that were sorted, nor in groups, nor grouped themselves. */
function mayCombine(
  { kind, span }: Command,
  earlier: readonly Command[],
  report: (diagnostic: Diagnostic) => void,
): boolean {
  const has = (wanted: Command["kind"]): boolean => earlier.some((command) => command.kind === wanted);
  const finding = earlier.find((command) => FINDS_PATTERNS.has(command.kind));
  if (FINDS_PATTERNS.has(kind) && has("sort")) report(problems.patternAfterSort(span, kind));
  else if (FINDS_PATTERNS.has(kind) && has("stats")) report(problems.patternWithStats(span, kind, "stats"));
  else if (kind === "stats" && finding !== undefined) report(problems.patternWithStats(span, kind, finding.kind));
  else if (kind === "diff" && earlier.at(-1)?.kind !== "pattern") report(problems.diffWithoutPattern(span));
  else if (kind === "anomaly" && earlier.at(-1)?.kind !== "pattern") report(problems.anomalyWithoutPattern(span));
  else return true;
  return false;
}

/** `estimate` says something of the whole query, and changes no row. */
const MAY_FOLLOW_DEDUP: ReadonlySet<Command["kind"]> = new Set(["limit", "tail", "estimate"] as const);

/** A sort before `stats` acts only on a command between them that looks at the order of rows. */
function isOrderSeen(commands: readonly Command[], index: number): boolean {
  const next = commands.slice(index + 1).find(({ kind }) => SEES_ORDER.has(kind));
  return next !== undefined && next.kind !== "stats";
}

/** Section 4, rule 7 (a) to (c): what a filter after a single `stats` reads decides where it acts. */
function filtersBeforeStats(commands: readonly Command[], report: (diagnostic: Diagnostic) => void): Command[] {
  const at = commands.findIndex(isStats);
  const stats = commands[at];
  if (stats === undefined || !isStats(stats) || commands.filter(isStats).length > 1) return [...commands];
  const columns = new Set([...stats.groups, ...stats.items].map(({ name }) => withoutBlanks(name)));
  const before: Command[] = commands.slice(0, at);
  const after: Command[] = [];
  let isBroadened = false;
  for (const command of commands.slice(at + 1)) {
    // From here on there are names that neither `stats` nor the events have.
    isBroadened ||= command.kind === "join" || command.kind === "appendcols";
    if (command.kind === "filter" && !isBroadened && belongsBefore(command, columns, report)) before.push(command);
    else after.push(command);
    for (const name of namesMadeBy(command)) columns.add(withoutBlanks(name));
  }
  return [...before, stats, ...after];
}

function belongsBefore(
  filter: FilterCommand,
  columns: ReadonlySet<string>,
  report: (diagnostic: Diagnostic) => void,
): boolean {
  const isColumn = (name: string): boolean => columns.has(withoutBlanks(name));
  const names = fieldNames(filter.condition, isColumn);
  const outputs = names.filter(isColumn);
  const fields = names.filter((name) => !isColumn(name) && !BOOLEANS.has(name));
  if (fields.length === 0) return false;
  if (outputs.length === 0) report(problems.filterMoved(filter.span));
  else report(problems.mixedFilterAfterStats(filter.span, outputs.join(", "), fields.join(", ")));
  return true;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}

/** Section 4, rule 7 (d): `limit` then `sort` means sort first, if nothing between counts rows. */
function limitAfterSort(commands: readonly Command[], report: (diagnostic: Diagnostic) => void): Command[] {
  const arranged = [...commands];
  for (let at = 0; at < arranged.length; at++) {
    const limit = arranged[at];
    if (limit?.kind !== "limit") continue;
    const offset = arranged.slice(at + 1).findIndex(({ kind }) => kind === "sort" || SEES_ORDER.has(kind));
    const sortAt = at + 1 + offset;
    if (offset < 0 || arranged[sortAt]?.kind !== "sort") continue;
    report(problems.limitBeforeSort(limit.span));
    arranged.splice(at, 1);
    arranged.splice(sortAt, 0, limit);
    at--;
  }
  return arranged;
}

/** Commands whose answer depends on which rows there are, or in which order: no sort passes them. */
const SEES_ORDER: ReadonlySet<Command["kind"]> = new Set([
  ...(["stats", "dedup", "limit", "tail"] as const),
  ...(["autoregress", "accum", "filldown", "fillmissing", "addtotals", "outlier", "sessionize"] as const),
  ...(["countFrequent", "pattern", "diff", "anomaly", "logcompare", "relevantfields", "join", "appendcols"] as const),
]);
