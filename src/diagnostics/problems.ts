import { error, warning } from "./make-diagnostic.ts";
import { CONVERSION_TO_UTF8, type Span } from "./source.ts";

/** What gives the same rows, or means the same to whoever wrote it, in front of `dedup`. */
const BEFORE_DEDUP: ReadonlySet<string> = new Set(["fields", "display", "parse", "sort"]);

// The catalogue of everything that can be wrong with a query. Messages say what was found,
// labels what was expected, helps how to go on. Each entry has a golden case. They are functions of
// their own, not members of one object, which every start would have to build.

// Characters
export const unexpectedCharacter = (at: Span, found: string, help?: string) =>
  error("unexpected-character", at, `unexpected character ${found}`, { help });
export const unclosed = (at: Span, what: string, close: string) =>
  error("unclosed", at, `this ${what} is not closed`, { label: `${close} is missing` });
export const newlineInString = (at: Span) =>
  error("newline-in-string", at, "a string cannot span lines", { help: 'write the newline as "\\n"' });
export const numberTooLarge = (at: Span) => error("number-too-large", at, "this number is too large to calculate with");
export const unknownFlag = (at: Span, flag: string) =>
  error("unknown-flag", at, `unknown regular expression flag ${flag}`, { help: "flags are i, m and s" });

// Grammar. The first line is the service's own wording (section 8.5).
export const unexpectedSymbol = (
  at: Span,
  found: string,
  line: number,
  position: number,
  expected: string,
  help?: string,
) =>
  error("unexpected-symbol", at, `unexpected symbol found ${found} at line ${line} and position ${position}`, {
    label: `expected ${expected}`,
    help,
  });
export const emptyQuery = (at: Span) =>
  error("empty-query", at, "the query holds no command", {
    help: "start with a command such as `fields @timestamp, @message` or `stats count(*) by level`",
  });
export const unknownCommand = (at: Span, name: string, help: string | undefined) =>
  error("unknown-command", at, `\`${name}\` is not a known command`, { label: "expected a command", help });
export const indexMisplaced = (at: Span) =>
  error("index-misplaced", at, "a field name is expected here, not a place in a list", {
    help: "give the place a name first: fields list[0] as first",
  });
export const unknownOption = (at: Span, name: string, command: string, help: string) =>
  error("unknown-option", at, `\`${command}\` has no option \`${name}\``, { help });
export const givenTwice = (at: Span, name: string, command: string) =>
  error("given-twice", at, `\`${name}\` is given twice to \`${command}\``);
export const badOption = (at: Span, name: string, expected: string, found: string) =>
  error("bad-option", at, `\`${name}\` is ${expected}, not ${found}`);
export const patternSource = (at: Span) =>
  error("pattern-source", at, "`pattern` takes a field, or what functions make of one", {
    label: "expected a field such as @message",
    help: "make a field of anything else first: fields ... as NAME",
  });
export const chainedComparison = (at: Span) =>
  error("chained-comparison", at, "comparisons do not chain", { help: "join two comparisons with `and`" });
export const unknownUnit = (at: Span, unit: string) =>
  error("unknown-unit", at, `\`${unit}\` is not a unit of time`, { help: "units are ms s m h d w mo q y" });
export const badPeriod = (at: Span, found: string) =>
  error("bad-period", at, `a period is a whole number of units, at least 1, not ${found}`);
export const badLimit = (at: Span, found: string) =>
  error("bad-limit", at, `a limit is a whole number from 1 to 100000, not ${found}`);
export const nestedTooDeep = (at: Span) =>
  error("nested-too-deep", at, "the expression is nested too deep", { label: "here" });
export const queryTooLong = (at: Span, length: number) =>
  error("query-too-long", at, `the query has ${length} characters; at most 10000 are allowed`, {});

// Regular expressions and globs
export const badRegularExpression = (at: Span, message: string, help?: string) =>
  error("bad-regular-expression", at, message, { help });
export const globAliasCount = (at: Span, stars: number, aliases: number) =>
  error("glob-alias-count", at, `the pattern has ${count(stars, "`*`")} but ${count(aliases, "name")} after \`as\``, {
    help: "each `*` needs one name",
  });
export const noNamedGroups = (at: Span) =>
  error("no-named-groups", at, "the regular expression extracts nothing: it has no named group", {
    help: "name what to extract: `(?<name>...)`",
  });
export const groupAliasCount = (at: Span, groups: number, aliases: number) =>
  error(
    "group-alias-count",
    at,
    `the regular expression has ${count(groups, "unnamed group")} but ${count(aliases, "name")} after \`as\``,
  );

export const xmlNotSupported = (at: Span) =>
  error("xml-not-supported", at, "`parse` cannot read XML", {
    help: 'cut values out with a glob or a regular expression: parse @message "<level>*</level>" as level',
  });
export const oneMap = (at: Span) =>
  error("one-map", at, "`parse ... logfmt` makes one map, which takes one name", {
    help: "reach its values as NAME.key",
  });
export const emptyKey = (at: Span) => error("empty-key", at, "the key of a member cannot be empty");

// Functions
export const unknownFunction = (at: Span, name: string, isAggregateExpected: boolean, help: string | undefined) =>
  error("unknown-function", at, `\`${name}\` is not a known function`, {
    label: isAggregateExpected ? "expected an aggregate" : "expected a function",
    help,
  });
export const argumentCount = (at: Span, name: string, expected: string, found: number) =>
  error("argument-count", at, `\`${name}\` takes ${expected}, not ${found}`);
export const badArgument = (at: Span, message: string) => error("bad-argument", at, message);
export const periodExpected = (at: Span, name: string) =>
  error("period-expected", at, `\`${name}\` takes a period here`, { label: "expected a period such as 5m" });
export const periodMisplaced = (at: Span, text: string) =>
  error("period-misplaced", at, `the period ${text} cannot be used as a value`, {
    help: "periods are arguments of functions such as `bin(5m)`",
  });
export const periodAsNumber = (at: Span, text: string, milliseconds: number) =>
  warning("period-as-number", at, `the period ${text} is read as ${milliseconds} milliseconds here`, {
    help: `write ${milliseconds}: the service documents periods as arguments of functions alone`,
  });
export const constantExpected = (at: Span, name: string, parameter: string) =>
  error("constant-expected", at, `\`${name}\` needs a literal for ${parameter}, not a field or calculation`);
export const aggregateMisplaced = (at: Span, name: string) =>
  error("aggregate-misplaced", at, `the aggregate \`${name}\` can only be used in \`stats\``);
export const aggregateExpected = (
  at: Span,
  text: string,
  help = "to group by it, write it after `by`; to show one value of a group, use latest() or max()",
) =>
  error("aggregate-expected", at, `\`${text}\` is no aggregate: \`stats\` needs one here`, {
    label: "expected an aggregate such as count(*)",
    help,
  });
export const nestedAggregate = (at: Span, name: string) =>
  error("nested-aggregate", at, `the aggregate \`${name}\` stands inside another aggregate`, {
    help: "aggregate in a first `stats`, then aggregate its column in a second one",
  });
export const starMisplaced = (at: Span, name: string) =>
  error("star-misplaced", at, `\`${name}\` does not take \`*\``, { help: "only count(*) and countOverTime(*) do" });
export const notAlone = (at: Span, name: string) =>
  error("not-alone", at, `\`${name}\` stands alone in its \`stats\`: with no other item and without \`by\``, {
    help: "to have other aggregates of each value, group by it: stats count(*) as n by value | sort n desc | limit 10",
  });

// Names and order of commands
export const alreadyDefined = (at: Span, name: string, help: string) =>
  error("already-defined", at, `Ephemeral field is already defined: ${name} ([${at.start},${at.end}])`, { help });
/** `command`: the one that made the rows, `stats` or another. */
export const unknownAfterStats = (at: Span, name: string, command = "stats", help: string) =>
  error("unknown-after-stats", at, `Unknown symbols found in or after ${command}: ${name}`, {
    label: `not a column of the ${command} before it`,
    help,
  });
export const indexOfField = (at: Span, name: string, isOfEvent: boolean) =>
  error("index-of-field", at, `\`${name}\` is no list, so that it has no items`, {
    help: isOfEvent
      ? `write an element of an array of the event as ${name}.0, or make a list of its text with jsonParse`
      : "lists are made by jsonParse, split and values",
  });
export const placeInValue = (at: Span, call: string) =>
  error("place-in-value", at, `\`${call}\` gives no map or list, so that it has no parts`, {
    help: "maps and lists are made by jsonParse, split and values",
  });
export const structureMisplaced = (at: Span, command: string) =>
  error("structure-misplaced", at, `a map or list cannot be used in \`${command}\``, {
    help: "take a part of it, such as map.key or list[0], or its text: jsonStringify(map)",
  });
export const mixedFilterAfterStats = (at: Span, outputs: string, fields: string) =>
  error("mixed-filter", at, `this filter mixes columns of stats (${outputs}) with fields of events (${fields})`, {
    help: "filter events before `stats` and its columns after it",
  });
export const unknownCallInSort = (at: Span) =>
  error("unknown-call-in-sort", at, "`sort` takes names, not calculations", {
    help: "make a field of it first, with `fields ... as NAME`",
  });
export const tooManyStats = (at: Span) => error("too-many-stats", at, "a query can have at most 10 `stats` commands");
export const beforeLastStats = (at: Span, command: string) =>
  error("before-last-stats", at, `with several \`stats\`, \`${command}\` must come after the last of them`);
export const afterDedup = (at: Span, command: string) =>
  error("after-dedup", at, `\`${command}\` cannot follow \`dedup\``, {
    label: "only `limit` may follow `dedup`",
    ...(BEFORE_DEDUP.has(command) ? { help: `write \`${command}\` before \`dedup\`` } : {}),
  });
export const binAfterStats = (at: Span) =>
  error("bin-after-stats", at, "`bin` reads @timestamp, which the `stats` before it does not pass on", {
    help: "name the time column there and use datefloor(column, period) here",
  });
export const literalExpected = (at: Span) =>
  error("literal-expected", at, "an index is looked up by texts and numbers as they are written", {
    label: "expected a literal",
    help: "use `filter` for calculations and comparisons of fields",
  });
export const notIndexable = (at: Span, name: string) =>
  error("not-indexable", at, `\`${name}\` cannot have an index`, { help: "use `filter`" });
export const timeAfterStats = (at: Span, command: string) =>
  error("time-after-stats", at, `\`${command}\` reads @timestamp, which the \`stats\` before it does not pass on`, {
    help: "write it before `stats`, or group by bin() as well",
  });
export const badOffset = (at: Span, period: string) =>
  error("bad-offset", at, `bins cannot be shifted by ${period}, which is not always of the same length`, {
    help: "write it in weeks, days or shorter units",
  });
export const offsetWithoutBin = (at: Span) =>
  warning("offset-without-bin", at, "`offset` shifts nothing: there is no `bin` among the group keys", {
    help: "write it behind `by bin(1h)`",
  });
export const noTimeBins = (at: Span) =>
  error("no-time-bins", at, "`fillmissing` adds rows for empty time bins, and there are none", {
    label: "expected behind a stats by bin()",
    help: "group by time before it, as in stats count(*) by bin(5m)",
  });
export const fillsKey = (at: Span, name: string) =>
  error("fills-key", at, `\`${name}\` is what \`stats\` groups by: every row has it, and added rows as well`, {
    help: "fill a column that is not behind `by`",
  });
export const patternAfterSort = (at: Span, command: string) =>
  error("pattern-after-sort", at, `\`${command}\` cannot follow \`sort\`: patterns have no order of events`, {
    help: `sort the patterns instead: ${command} ... | sort @sampleCount asc`,
  });
export const patternWithStats = (at: Span, command: string, other: string) =>
  error("pattern-with-stats", at, `\`${command}\` cannot follow \`${other}\`: the two do not combine`, {
    help: "`pattern` counts the events of each pattern itself, in @sampleCount and @ratio",
  });
export const fieldOfQuery = (at: Span, name: string) =>
  warning("field-of-query", at, `\`${name}\` is made by the query: the service does not look at such fields here`, {
    help: "logq does; name fields of the events where both shall answer",
  });
export const diffWithoutPattern = (at: Span) =>
  error("diff-without-pattern", at, "Diff compilation Failed : Diff operation has to be used after Pattern", {
    label: "expected directly behind `pattern`",
    help: "write pattern @message | diff",
  });
export const anomalyWithoutPattern = (at: Span) =>
  error("anomaly-without-pattern", at, "`anomaly` looks at patterns: it has to be used after `pattern`", {
    label: "expected directly behind `pattern`",
    help: "write pattern @message | anomaly",
  });
export const cutBeforeWindows = (at: Span, command: string) =>
  error("cut-before-windows", at, `\`${command}\` compares all events of its times, and these were cut before`, {
    help: "write `limit` behind it",
  });
export const noTimeRange = (at: Span, command: string) =>
  error("no-time-range", at, `\`${command}\` compares a time range with an earlier one, and there is none`, {
    help: "choose one with --since and --until, a moment with --compare-at, or earlier files with --compare-with",
  });
export const noTimeShift = (at: Span) =>
  error("no-time-shift", at, "`logcompare` does not say what it compares with", {
    help: "write logcompare timeshift 1d; over files, --compare-at or --compare-with can say it instead",
  });
export const comparedTwice = (at: Span, command: string, by: "moment" | "inputs") => {
  const option = by === "moment" ? "--compare-at" : "--compare-with";
  return error("compared-twice", at, `\`${command}\` says what it compares with, and so does ${option}`, {
    help: `leave out ${option}, or write \`${command}\` alone`,
  });
};
export const afterEstimate = (at: Span, command: string) =>
  error("after-estimate", at, `\`${command}\` cannot follow \`estimate\``, {
    label: "`estimate` is the last command of a query",
  });
export const sourceNotFirst = (at: Span) =>
  error("source-not-first", at, "`SOURCE` comes first: it says what all commands behind it read", {
    help: "write it at the start of the query",
  });
export const unboundParameter = (at: Span, name: string) =>
  error("unbound-parameter", at, `the parameter {{${name}}} has no value`, {
    help: "declare it at the head of a query file: # parameter NAME: TYPE, default VALUE",
  });

// Log groups, tables and other queries
export * from "./source-problems.ts";

// Query files
export const badHeader = (at: Span, message: string, help: string) => error("bad-header", at, message, { help });
export const notUtf8 = (at: Span) =>
  error("not-utf8", at, "the query file is not UTF-8 text", { help: CONVERSION_TO_UTF8 });

// Leniencies and warnings
export const doubleEquals = (at: Span) => warning("double-equals", at, "`==` is read as `=`", { help: "write `=`" });
export const leadingPipe = (at: Span) =>
  warning("leading-pipe", at, "the `|` before the first command is ignored", { help: "remove it" });
export const trailingComma = (at: Span) =>
  warning("trailing-comma", at, "this comma has nothing behind it and is ignored", { help: "remove it" });
export const oddBlank = (at: Span, code: string) =>
  warning("odd-blank", at, `${code} is read as a blank`, {
    help: "type a plain blank: the service may take this character for a part of a name",
  });
export const quotedName = (at: Span, name: string) =>
  warning("quoted-name", at, `the text in quotes is read as the name ${name}`, {
    help: `quotes are for texts; write the name in backticks: \`${name}\``,
  });
export const statCommand = (at: Span) =>
  warning("stat-command", at, "`stat` is read as `stats`", { help: "write `stats`" });
export const groupBy = (at: Span) => warning("group-by", at, "`group by` is read as `by`", { help: "write `by`" });
export const minusInSort = (at: Span) =>
  warning("minus-in-sort", at, "`-` in front of a name is read as `desc`", { help: "write `desc` behind the name" });
export const callInSort = (at: Span, text: string) =>
  warning("call-in-sort", at, `\`sort\` takes names: this is read as the column \`${text}\``, {
    help: "give the expression an alias with `as`, and sort by that",
  });
export const callAsColumn = (at: Span, text: string) =>
  warning("call-as-column", at, `\`${text}\` is read as the column of that name`, {
    help: "give it a name with `as` in `stats`, and write that: the service may refuse the call",
  });
export const unknownSortKey = (at: Span, name: string, command = "stats", help: string) =>
  warning("unknown-sort-key", at, `\`${name}\` is no column of the ${command} before it, so it orders nothing`, {
    help,
  });
export const listedAgain = (at: Span, name: string) =>
  warning("listed-again", at, `\`${name}\` is shown already, because the query made it`, {
    help: "use `display` to choose the columns: the service may refuse a second mention",
  });
export const surplusStars = (at: Span, stars: number, aliases: number) =>
  warning(
    "surplus-stars",
    at,
    `the pattern has ${count(stars, "`*`")} but only ${count(aliases, "name")} after \`as\`: what the others take is not kept`,
    { help: "give each `*` a name: the service's documentation asks for it" },
  );
export const noStar = (at: Span) =>
  warning("no-star", at, "the pattern has no `*`: the new field holds the text itself where it is found", {
    help: "the service's documentation asks for a `*` for each name; strcontains() and sum() count without `parse`",
  });
export const binOfField = (at: Span) =>
  warning("bin-of-field", at, "`bin` takes only a period: with a time in front it is read as `datefloor`", {
    help: "write datefloor(time, period), or bin(period) for @timestamp",
  });
export const reversedMatch = (at: Span) =>
  warning("reversed-match", at, "`~=` is read as `=~`", { help: "write `=~`" });
export const deprecated = (at: Span, word: string, help: string) =>
  warning("deprecated", at, `\`${word}\` is deprecated`, { help });
export const periodCapped = (at: Span, text: string, effective: string) =>
  warning("period-capped", at, `${text} acts as ${effective}: the service caps the number of each unit`, {
    help: "use the next larger unit",
  });
export const noFieldMatches = (at: Span, pattern: string, names: string) =>
  warning("no-field-matches", at, `no field that the query names matches ${pattern}`, {
    help: `it names ${names}`,
  });
export const filterMoved = (at: Span) =>
  warning("filter-moved", at, "this filter reads fields of events, so it is applied before `stats`", {
    help: "write it before `stats`",
  });
export const sortBeforeStats = (at: Span) =>
  warning("sort-before-stats", at, "a `sort` before `stats` does not order its result", {
    help: "sort after `stats`",
  });
export const limitBeforeSort = (at: Span) =>
  warning("limit-before-sort", at, "`limit` before `sort`: rows are sorted first, then limited", {
    help: "write `limit` after `sort`",
  });
export const freshStructure = (at: Span, name: string) =>
  warning("fresh-structure", at, `\`${name}\` is made by the same command: the service cannot look into it yet`, {
    help: "use it in a later command",
  });
export const unboundedRun = (at: Span, name: string) =>
  warning("unbounded-run", at, `\`${name}\` is missing: the time range of this run has no start`, {
    help: "give it one: `--since 2h`",
  });
export const unknownClock = (at: Span, name: string) =>
  warning("unknown-clock", at, `\`${name}\` is missing: the query is planned without the time of its run`, {
    help: "pass `now` to planQuery",
  });
export const hidesField = (at: Span, name: string) =>
  warning("hides-field", at, `\`${name}\` is also read as a field of the event; from here on it is the new value`, {
    help: "choose another name: the service may refuse this one",
  });

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
