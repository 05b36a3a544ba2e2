import { lazily } from "../support/lazily.ts";
import { aggregateFunctions } from "./aggregates/index.ts";
import { dateAndTimeFunctions } from "./date-and-time.ts";
import { encodingFunctions } from "./encodings.ts";
import type { AggregateFunction, LogFunction } from "./function.ts";
import { generalFunctions } from "./general.ts";
import { hashFunctions } from "./hashes.ts";
import { histogram } from "./histogram.ts";
import { ipAddressFunctions } from "./ip-addresses.ts";
import { numericFunctions } from "./numeric.ts";
import { queryWindowFunctions } from "./query-window.ts";
import { regexReplace } from "./regex-replace.ts";
import { structureFunctions } from "./structures.ts";
import { textFunctions } from "./text.ts";
import { timeFormatFunctions } from "./time-formats.ts";

/** All functions, in the order in which they are listed; `histogram` is two. */
export const functionCatalogue = lazily((): readonly LogFunction[] => [
  ...aggregateFunctions,
  ...generalFunctions(),
  ...queryWindowFunctions(),
  ...numericFunctions(),
  ...textFunctions(),
  regexReplace,
  ...encodingFunctions(),
  ...hashFunctions(),
  ...structureFunctions(),
  ...dateAndTimeFunctions(),
  ...timeFormatFunctions(),
  ...ipAddressFunctions(),
  histogram,
]);

/**
 * The function that a name stands for, in any letter case and any of its spellings (section 7). One
 * name can stand for two, a function of one event and an aggregate: that of one event is found.
 */
export function findFunction(name: string): LogFunction | undefined {
  return functionsByName().get(name.toLowerCase()) ?? findAggregate(name);
}

export function findAggregate(name: string): AggregateFunction | undefined {
  return aggregatesByName().get(name.toLowerCase());
}

const functionsByName = lazily(() => byName(functionCatalogue().filter(({ kind }) => kind !== "aggregate")));
const aggregatesByName = lazily(() => byName(aggregateFunctions));

function byName<Entry extends LogFunction>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(
    entries.flatMap((entry) =>
      [entry.name, ...(entry.spellings ?? [])].map((name): [string, Entry] => [name.toLowerCase(), entry]),
    ),
  );
}

/**
 * Names from other query languages that people try, in small letters, and what to write instead
 * (ends of sections 7.5 and 7.9).
 */
export const expectedElsewhere = lazily(
  (): ReadonlyMap<string, string> =>
    new Map([
      ["ago", "write `toMillis(@timestamp) >= now() * 1000 - 3600000`, or choose the time range with --since"],
      ["any", "`earliest(x)` or `latest(x)` gives one of the values"],
      ["average", "the mean is `avg(x)`"],
      ["cast", "`toNumber(x)` reads text as a number"],
      ["ceiling", "rounding up is `ceil(x)`"],
      ["collect", "the different values are `values(x)`"],
      ["contains", 'write `strcontains(text, find)` or `text like "find"`'],
      ["count_if", "write `sum(condition)`: a condition that holds is 1"],
      ["countif", "write `sum(condition)`: a condition that holds is 1"],
      ["date_bin", "write `bin(5m)` for `@timestamp`, `datefloor(time, 5m)` for other times"],
      ["date_trunc", "write `datefloor(time, 1h)`"],
      ["dateparse", "`toMillis(text)` reads ISO 8601 dates, `parseDate(text, format)` others"],
      ["dc", "different values are counted by `countDistinct(x)`"],
      ["dcount", "different values are counted by `countDistinct(x)`"],
      ["distinct_count", "different values are counted by `countDistinct(x)`"],
      ["exists", "write `ispresent(field)`"],
      [
        "first",
        "write `earliest(x)` for the value of the earliest event, `sortsFirst(x)` for the one that sorts first",
      ],
      ["ifnull", "write `coalesce(x, otherwise)`"],
      ["iif", "write `if(condition, then, otherwise)`"],
      ["indexof", "write `strcontains(text, find)`, or take the text apart with the `parse` command"],
      ["isnotnull", "write `ispresent(field)`"],
      ["isnull", "write `not ispresent(field)`"],
      ["last", "write `latest(x)` for the value of the latest event, `sortsLast(x)` for the one that sorts last"],
      ["lcase", "write `tolower(text)`"],
      ["left", "write `substr(text, 0, length)`"],
      ["len", "write `strlen(text)`"],
      ["length", "write `strlen(text)`"],
      ["list", "the different values are `values(x)`"],
      ["ln", "the natural logarithm is `log(x)`"],
      ["lower", "write `tolower(text)`"],
      ["maximum", "write `max(x)`"],
      ["mean", "the mean is `avg(x)`"],
      ["median", "write `pct(x, 50)`"],
      ["minimum", "write `min(x)`"],
      ["nvl", "write `coalesce(x, otherwise)`"],
      ["p50", "write `pct(x, 50)`"],
      ["p90", "write `pct(x, 90)`"],
      ["p95", "write `pct(x, 95)`"],
      ["p99", "write `pct(x, 99)`"],
      ["percentile", "write `pct(x, 95)`"],
      ["quantile", "write `pct(x, 95)`; the percentile is from 0 to 100"],
      ["regexmatch", "write `text like /pattern/`"],
      ["size", "write `strlen(text)`, or `messageSize(text)` for bytes"],
      ["stdev", "the standard deviation is `stddev(x)`"],
      ["substring", "write `substr(text, start, length)`"],
      ["sum_if", "write `sum(if(condition, x, 0))`"],
      ["sumif", "write `sum(if(condition, x, 0))`"],
      ["tointeger", "write `toInt(x)`"],
      ["tostring", "numbers are taken as text where text is wanted; `concat(x)` makes text of a number"],
      ["ucase", "write `toupper(text)`"],
      ["uniq", "different values are counted by `countDistinct(x)`"],
      ["upper", "write `toupper(text)`"],
      ["var", "write `variance(x)`"],
    ]),
);
