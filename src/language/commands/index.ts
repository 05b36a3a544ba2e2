import type { Command } from "../ast.ts";
import { accum } from "./accum.ts";
import { addtotals } from "./addtotals.ts";
import { anomaly } from "./anomaly.ts";
import { appendcols } from "./appendcols.ts";
import { autoregress } from "./autoregress.ts";
import { cidrlookup } from "./cidrlookup.ts";
import type { CommandSyntax, Printer } from "./command-syntax.ts";
import { countFrequent } from "./count-frequent.ts";
import { dedup } from "./dedup.ts";
import { diff } from "./diff.ts";
import { display } from "./display.ts";
import { estimate } from "./estimate.ts";
import { expand } from "./expand.ts";
import { fields } from "./fields.ts";
import { filldown } from "./filldown.ts";
import { fillmissing } from "./fillmissing.ts";
import { filter } from "./filter.ts";
import { filterIndex } from "./filter-index.ts";
import { join } from "./join.ts";
import { json } from "./json.ts";
import { limit } from "./limit.ts";
import { logcompare } from "./logcompare.ts";
import { lookup } from "./lookup.ts";
import { outlier } from "./outlier.ts";
import { parse } from "./parse.ts";
import { pattern } from "./pattern.ts";
import { relevantfields } from "./relevantfields.ts";
import { savedQuery } from "./saved-query.ts";
import { search } from "./search.ts";
import { sessionize } from "./sessionize.ts";
import { sort } from "./sort.ts";
import { source } from "./source.ts";
import { stats } from "./stats.ts";
import { tail } from "./tail.ts";
import { unnest } from "./unnest.ts";

export type { AccumCommand } from "./accum.ts";
export type { AddtotalsCommand } from "./addtotals.ts";
export type { AnomalyCommand } from "./anomaly.ts";
export type { AppendcolsCommand } from "./appendcols.ts";
export type { AutoregressCommand } from "./autoregress.ts";
export type { CidrlookupCommand } from "./cidrlookup.ts";
export type { CommandSyntax, Printer } from "./command-syntax.ts";
export type { CountFrequentCommand } from "./count-frequent.ts";
export type { DedupCommand } from "./dedup.ts";
export type { DiffCommand } from "./diff.ts";
export type { DisplayCommand } from "./display.ts";
export type { EstimateCommand } from "./estimate.ts";
export type { ExpandCommand } from "./expand.ts";
export type { FieldPattern } from "./field-pattern.ts";
export type { FieldsCommand } from "./fields.ts";
export type { FilldownCommand } from "./filldown.ts";
export type { FillmissingCommand } from "./fillmissing.ts";
export type { FilterCommand } from "./filter.ts";
export type { FilterIndexCommand } from "./filter-index.ts";
export type { JoinCommand } from "./join.ts";
export type { JsonCommand } from "./json.ts";
export type { LimitCommand } from "./limit.ts";
export type { LogcompareCommand } from "./logcompare.ts";
export type { LookupCommand } from "./lookup.ts";
export type { NumberValue } from "./number-value.ts";
export type { OutlierCommand } from "./outlier.ts";
export type { ParseCommand, ParsePattern } from "./parse.ts";
export type { PatternCommand } from "./pattern.ts";
export type { Projection } from "./projection.ts";
export type { RelevantfieldsCommand } from "./relevantfields.ts";
export type { SavedQueryArgument, SavedQueryCommand } from "./saved-query.ts";
export type { SessionizeCommand } from "./sessionize.ts";
export type { SortCommand, SortKey } from "./sort.ts";
export type {
  SourceCommand,
  SourceSelector,
  SourceTime,
  StringList,
  TagFilter,
} from "./source.ts";
export type { StatsCommand } from "./stats.ts";
export type { TailCommand } from "./tail.ts";
export type { UnnestCommand } from "./unnest.ts";

/** The syntax of every kind of command, in the order in which commands are listed. */
const SYNTAX: { readonly [Kind in Command["kind"]]: CommandSyntax<Extract<Command, { kind: Kind }>> } = {
  fields,
  display,
  filter,
  filterIndex,
  parse,
  json,
  sort,
  limit,
  dedup,
  stats,
  unnest,
  expand,
  pattern,
  diff,
  anomaly,
  relevantfields,
  autoregress,
  accum,
  filldown,
  fillmissing,
  addtotals,
  outlier,
  sessionize,
  countFrequent,
  logcompare,
  estimate,
  tail,
  source,
  lookup,
  cidrlookup,
  join,
  appendcols,
  savedQuery,
};

/** Every command of the language that runs, as its documentation lists it (section 5.0). */
export const COMMANDS: readonly CommandSyntax<Command>[] = [
  ...(Object.values(SYNTAX) as CommandSyntax<Command>[]),
  // Another spelling of a node that one of the above prints.
  search as CommandSyntax<Command>,
];

/** The command that a word names, in any letter case. */
export function findCommand(word: string): CommandSyntax<Command> | undefined {
  const lower = word.toLowerCase();
  return COMMANDS.find((entry) => spellingsOf(entry).some((spelling) => spelling.toLowerCase() === lower));
}

/** All spellings, for "did you mean". */
export function commandSpellings(): readonly string[] {
  return COMMANDS.flatMap(spellingsOf);
}

function spellingsOf({ name, spellings = [] }: CommandSyntax<Command>): readonly string[] {
  return [name, ...spellings];
}

/** Prints one command as text that parses to the same node. */
export function printCommand(command: Command, printer: Printer): string {
  return (SYNTAX[command.kind] as CommandSyntax<Command>).print(command, printer);
}
