/** One command of the query language, as its documentation lists it (section 5.0). */
export interface CommandEntry {
  readonly name: string;
  readonly spellings?: readonly string[];
  readonly summary: string;
  /** The grammar in one line, for the commands that run. */
  readonly usage?: string;
}

/** Every command of the language. One without a usage is known but cannot be run yet. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: "fields", summary: "choose and compute columns", usage: "fields EXPRESSION [as NAME], ..." },
  { name: "display", summary: "the final choice of columns", usage: "display EXPRESSION [as NAME], ..." },
  { name: "filter", spellings: ["where"], summary: "keep the events that match", usage: "filter CONDITION" },
  {
    name: "parse",
    summary: "cut fields out of text",
    usage: 'parse [FIELD] "glob * pattern" as NAME, ... or parse [FIELD] /regular (?<NAME>expression)/',
  },
  { name: "sort", spellings: ["order"], summary: "order the rows", usage: "sort [by] FIELD [asc|desc], ..." },
  { name: "limit", summary: "cap the number of rows", usage: "limit [any] COUNT" },
  { name: "dedup", summary: "keep the first event for each combination of values", usage: "dedup FIELD, ..." },
  {
    name: "stats",
    summary: "aggregate, in groups",
    usage: "stats AGGREGATE [as NAME], ... [by EXPRESSION [as NAME], ...]",
  },
  { name: "filterIndex", summary: "filter through a field index" },
  { name: "json", summary: "pull a key out of a structured field" },
  { name: "unnest", summary: "one row for each element of a list" },
  { name: "expand", summary: "one row for each element of a JSON array" },
  { name: "pattern", summary: "cluster text" },
  { name: "diff", summary: "patterns now against before" },
  { name: "anomaly", summary: "unusual patterns" },
  { name: "relevantfields", summary: "which fields explain a condition" },
  { name: "unmask", summary: "show masked data" },
  { name: "SOURCE", summary: "choose log groups" },
  { name: "lookup", summary: "join with a CSV table" },
  { name: "cidrlookup", summary: "join with a CSV table of networks" },
  { name: "join", summary: "join with another log group" },
  { name: "appendcols", summary: "glue columns by row number" },
  { name: "autoregress", summary: "values of earlier rows" },
  { name: "accum", summary: "running sum" },
  { name: "filldown", summary: "carry the last value down" },
  { name: "fillmissing", summary: "rows for empty time bins" },
  { name: "addtotals", summary: "row and column sums" },
  { name: "outlier", summary: "clamp or drop outliers" },
  { name: "sessionize", summary: "session numbers" },
  { name: "countFrequent", spellings: ["count_frequent"], summary: "approximate top combinations" },
  { name: "logcompare", summary: "a window against an earlier one" },
  { name: "estimate", summary: "bytes that a run would scan" },
  { name: "search", summary: "full-text search" },
  { name: "head", summary: "deprecated form of limit" },
  { name: "tail", summary: "deprecated form of limit" },
];

/** The command that a word names, in any letter case. */
export function findCommand(word: string): CommandEntry | undefined {
  const lower = word.toLowerCase();
  return COMMANDS.find(({ name, spellings }) =>
    [name, ...(spellings ?? [])].some((spelling) => spelling.toLowerCase() === lower),
  );
}

/** All spellings, for "did you mean". */
export function commandSpellings(): readonly string[] {
  return COMMANDS.flatMap(({ name, spellings }) => [name, ...(spellings ?? [])]);
}
