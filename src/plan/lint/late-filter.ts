import { findings } from "../../diagnostics/index.ts";
import { type Command, type FilterCommand, fieldName, type StatsCommand } from "../../language/index.ts";
import { namesMadeBy } from "../made-names.ts";
import { isAmong, namesIn } from "./event-names.ts";
import type { LintRule } from "./rule.ts";

/** Commands that look at one row at a time: a filter may as well stand before them. */
const PASSED: ReadonlySet<Command["kind"]> = new Set(["fields", "display", "parse", "json", "lookup", "cidrlookup"]);
/** Of these, the ones that are worth being spared. */
const COSTLY: ReadonlySet<Command["kind"]> = new Set(["parse", "json", "lookup", "cidrlookup"]);
const MULTIPLYING: ReadonlySet<Command["kind"]> = new Set(["unnest", "expand"]);

/** Filters that would do the same further to the front, where they spare the commands between. */
export const lateFilter: LintRule = ({ query }, report) => {
  for (const [index, command] of query.commands.entries()) {
    if (command.kind !== "filter") continue;
    const spared = sparedBy(command, query.commands.slice(0, index));
    if (spared !== undefined) report(findings.lateFilter(command.span, spared.kind, namesMadeBy(spared)));
  }
};

/** The first of the costly commands in front of a filter that it could stand before. */
function sparedBy(filter: FilterCommand, before: readonly Command[]): Command | undefined {
  const names = namesIn(filter.condition);
  if (names.length === 0) return undefined;
  let spared: Command | undefined;
  for (const command of [...before].reverse()) {
    if (command.kind === "stats") return isFirstStats(command, before) && readsKeys(names, command) ? command : spared;
    if (command.kind === "filter" || command.kind === "filterIndex") continue;
    const isPassed = PASSED.has(command.kind) || MULTIPLYING.has(command.kind);
    const made = namesMadeBy(command);
    if (!isPassed || names.some((name) => isAmong(name, made) && !isShownOnly(command, name))) return spared;
    if (COSTLY.has(command.kind) || MULTIPLYING.has(command.kind)) spared = command;
  }
  return spared;
}

/** `fields level` makes no new value of `level`. */
function isShownOnly(command: Command, name: string): boolean {
  if (command.kind !== "fields" && command.kind !== "display") return false;
  const projections = command.projections.filter((it) => isAmong(name, [it.name]));
  return projections.every(({ expression }) => expression.kind === "field" && isAmong(name, [fieldName(expression)]));
}

function isFirstStats(stats: StatsCommand, before: readonly Command[]): boolean {
  return before.find(({ kind }) => kind === "stats") === stats;
}

/** Whether all names are fields of events that `stats` groups by: whole groups pass or fail. */
function readsKeys(names: readonly string[], { groups }: StatsCommand): boolean {
  const keys = groups.flatMap(({ expression, name }) =>
    expression.kind === "field" && fieldName(expression) === name ? [name] : [],
  );
  return names.every((name) => keys.includes(name));
}
