import { sqlText } from "./sql-values.ts";

/** The functions of one event that the oracle knows, over columns and constants that hold values. */
export const SCALAR_CALLS: Readonly<Record<string, (...values: string[]) => string>> = {
  // Section 7.1.
  abs: (v) => `number_value(abs(${v}.n))`,
  ceil: (v) => `number_value(ceil(${v}.n))`,
  floor: (v) => `number_value(floor(${v}.n))`,
  sqrt: (v) => `number_value(case when ${v}.n >= 0 then sqrt(${v}.n) end)`,
  log: (v) => `number_value(case when ${v}.n > 0 then ln(${v}.n) end)`,
  greatest: (...all) => `number_value(greatest(${all.map((v) => `${v}.n`).join(", ")}))`,
  least: (...all) => `number_value(least(${all.map((v) => `${v}.n`).join(", ")}))`,
  tonumber: (v) => `number_value(${v}.n)`,
  toint: (v) => `number_value(case when trunc(${v}.n) between -2147483648 and 2147483647 then trunc(${v}.n) end)`,
  // Section 7.2.
  ispresent: (v) => `boolean_value(${v} is not null)`,
  coalesce: (...all) => `coalesce(${all.join(", ")})`,
  if: (condition, then, otherwise) => `case when holds(${condition}) then ${then} else ${otherwise} end`,
  case: (...all) => {
    const branches: string[] = [];
    for (let index = 0; index + 1 < all.length; index += 2) {
      branches.push(`when holds(${all[index]}) then ${all[index + 1]}`);
    }
    return `case ${branches.join(" ")} ${all.length % 2 === 1 ? `else ${all.at(-1)}` : ""} end`;
  },
  isnumeric: (v) => `boolean_value(${v}.n is not null)`,
  messagesize: (v) => `number_value(strlen(${v}.t))`, // DuckDB's strlen counts bytes, its length characters
  // Section 7.5.
  isempty: (v) => `boolean_value(coalesce(${v}.t, '') = '')`,
  isblank: (v) => `boolean_value(regexp_full_match(coalesce(${v}.t, ''), '\\s*'))`,
  concat: (...all) => `text_value(${all.map((v) => `coalesce(${v}.t, '')`).join(" || ")})`,
  trim: (v, characters) => trimmed(v, characters, "^[]+|[]+$"),
  ltrim: (v, characters) => trimmed(v, characters, "^[]+"),
  rtrim: (v, characters) => trimmed(v, characters, "[]+$"),
  strlen: (v) => `number_value(length(${v}.t))`,
  toupper: (v) => `text_value(upper(${v}.t))`,
  tolower: (v) => `text_value(lower(${v}.t))`,
  // Zero-based, a negative start counts as 0, so does a negative length.
  substr: (v, start, length) => {
    const whole = (argument: string) => `case when ${argument}.n < 0 then 0 else trunc(${argument}.n)::bigint end`;
    const more = length === undefined ? "" : `, ${whole(length)}`;
    return `text_value(substring(${v}.t, ${whole(start ?? "")} + 1${more}))`;
  },
  replace: (v, find, by) =>
    `text_value(case when ${find}.t = '' and ${by} is not null then ${v}.t else replace(${v}.t, ${find}.t, ${by}.t) end)`,
  regexreplace: (v, pattern, by) => `text_value(regexp_replace(${v}.t, ${pattern}.t, ${by}.t, 'g'))`,
  strcontains: (v, find, isLoose) =>
    isLoose === undefined
      ? `boolean_value(coalesce(contains(${v}.t, ${find}.t), false))`
      : `boolean_value(coalesce(case when holds(${isLoose}) then contains(lower(${v}.t), lower(${find}.t))
           else contains(${v}.t, ${find}.t) end, false))`,
  startswith: (v, find) => `boolean_value(coalesce(starts_with(${v}.t, ${find}.t), false))`,
  endswith: (v, find) => `boolean_value(coalesce(ends_with(${v}.t, ${find}.t), false))`,
  urlencode: (v) => `text_value(url_encode(${v}.t))`,
  base64encode: (v) => `text_value(to_base64(encode(${v}.t)))`,
  dectohex: (v) =>
    `text_value(case when trunc(${v}.n) < 0 then '-' else '' end || '0x' || lower(to_hex(abs(trunc(${v}.n))::bigint)))`,
  // Section 7.6.
  md5: (v) => `text_value(md5(${v}.t))`,
  sha256: (v) => `text_value(sha256(${v}.t))`,
  // Section 7.3, on numbers and timestamps.
  frommillis: (v) => `moment_value(floor(${v}.n))`,
  tomillis: (v) => `number_value(${v}.n)`,
  // Section 7.4: text that is no JSON array has no size; 7.5: a list prints as JSON, an empty separator parts nothing.
  // DuckDB takes Infinity and NaN for JSON.
  jsonarraysize: (v) =>
    `number_value(case when json_valid(${v}.t) and not regexp_matches(${v}.t, '(?i)nan|inf') then case when json_type(${v}.t) = 'ARRAY' then json_array_length(${v}.t) end end)`,
  split: (v, separator) =>
    `list_value_of(to_json(case when ${separator}.t = '' then [${v}.t] else string_split(${v}.t, ${separator}.t) end), ${v}.t)`,
  // Section 7.7.
  isvalidipv4: (v) => `boolean_value(coalesce(is_ipv4(${v}.t), false))`,
  ipv4tonumber: (v) => `number_value(ipv4_number(${v}.t))`,
  isprivateip: (v) => {
    const inside = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((network) => isInside(v, network));
    return `boolean_value(${inside.join(" or ")})`; // RFC 1918; no address of version 6 in the logs is private
  },
  histogram: (v, width) => `number_value(floor(${v}.n / ${width}.n) * ${width}.n)`,
};

function trimmed(v: string, characters: string | undefined, pattern: string): string {
  if (characters === undefined) return `text_value(regexp_replace(${v}.t, ${set(pattern, "'\\s'")}, '', 'g'))`;
  const escaped = `regexp_replace(${characters}.t, '([^A-Za-z0-9])', '\\\\\\1', 'g')`;
  const removed = `regexp_replace(${v}.t, ${set(pattern, escaped)}, '', 'g')`;
  return `text_value(case when ${characters}.t = '' then ${v}.t else ${removed} end)`;
}

/** A pattern whose `[]` hold the characters that a piece of SQL gives. */
function set(pattern: string, characters: string): string {
  return pattern
    .split("[]")
    .map((piece) => `'${piece}'`)
    .join(` || '[' || ${characters} || ']' || `);
}

/** Rounded to a literal number of decimals: halves away from zero, by the decimals of the shortest text. */
export function roundedTo(v: string, decimals: number): string {
  return `number_value(round(${v}.n::varchar::decimal(38, 16), ${decimals})::double)`;
}

/** Whether an address of version 4 is in a network. */
function isInside(v: string, network: string): string {
  const [address = "", length = ""] = network.split("/");
  const size = 2 ** (32 - Number(length));
  return `coalesce(floor(ipv4_number(${v}.t) / ${size}) = floor(ipv4_number('${address}') / ${size}), false)`;
}

export function inSubnet(v: string, network: string): string {
  return `boolean_value(${isInside(v, network)})`;
}

/** Java's letters for the parts of a date, and those of DuckDB (section 7.3). */
const DATE_LETTERS = { yyyy: "%Y", MM: "%m", dd: "%d", HH: "%H", mm: "%M", ss: "%S" };

export function parsed(v: string, format: string): string {
  const letters = Object.entries(DATE_LETTERS).reduce((text, [java, duck]) => text.replace(java, duck), format);
  const digits = sqlText(format.replaceAll(/[a-z]/gi, "[0-9]")); // DuckDB takes fewer, or none at all
  return `number_value(case when regexp_full_match(${v}.t, ${digits}) then epoch_ms(try_strptime(${v}.t, ${sqlText(letters)})) end)`;
}

/** A moment in a literal format of strftime, in UTC (section 7.3). */
export function formatted(v: string, format: string): string {
  return `text_value(strftime(make_timestamp(floor(${v}.n)::bigint * 1000), ${sqlText(format)}))`;
}

/** A moment rounded to a period of a fixed length, in milliseconds (section 7.3). */
export function rounded(v: string, direction: "floor" | "ceil", milliseconds: number, offset = 0): string {
  return `moment_value(${direction}((${v}.n - ${offset}) / ${milliseconds}) * ${milliseconds} + ${offset})`;
}

/** A moment rounded to months of the calendar, counted from January 1970, or to weeks, which begin on Mondays. */
export function roundedToCalendar(
  v: string,
  direction: "floor" | "ceil",
  length: { readonly months: number } | { readonly weeks: number },
  offset = 0,
): string {
  const [width, origin] =
    "months" in length
      ? [`interval '${length.months} months'`, "1970-01-01"]
      : [`interval '${length.weeks * 7} days'`, "1970-01-05"];
  const moment = `make_timestamp(floor(${v}.n - ${offset})::bigint * 1000)`;
  const start = `time_bucket(${width}, ${moment}, timestamp '${origin}')`;
  const before = `epoch_ms(${start}) + ${offset}`;
  if (direction === "floor") return `moment_value(${before})`;
  return `moment_value(case when ${before} = ${v}.n then ${before} else epoch_ms(${start} + ${width}) + ${offset} end)`;
}

/** The different values of a group, by their text, in the order in which they first came. */
function distinct(v: string): string {
  const all = `list({t: ${v}.t, j: json_of(${v})} order by pos) filter (${v} is not null)`;
  return `list_filter(${all}, lambda x, i: list_position(list_transform(${all}, lambda y: y.t), x.t) = i)`;
}

/** So many of the most frequent values as JSON; of those that come as often, the ones that came first. */
export function ranked(v: string, count: number): string {
  const texts = `list(${v}.t order by pos) filter (${v} is not null)`;
  const entries = `list_transform(${distinct(v)}, lambda x, i: {c: -len(list_filter(${texts}, lambda y: y = x.t)), i: i, j: x.j})`;
  const first = `list_sort(${entries})[1:${count}]`;
  return `list_value_of('[' || array_to_string(list_transform(${first}, lambda x: x.j), ',') || ']', any_value(${v}.t))`;
}

/** The aggregates that the oracle knows, over the rows of a group; `line` is the order of the input. */
export const AGGREGATE_CALLS: Readonly<Record<string, (value: string, extra: string) => string>> = {
  count: (v) => `number_value(count(${v}.t))`,
  countdistinct: (v) => `number_value(count(distinct ${v}.t))`,
  sum: (v) => `number_value(sum(${v}.n))`,
  countovertime: (v) => `number_value(count(${v}.t))`,
  sumovertime: (v) => `number_value(sum(${v}.n))`,
  // Section 8.4: printed with commas.
  values: (v) =>
    `list_value_of(array_to_string(list_transform(${distinct(`as_aggregate(${v})`)}, lambda x: x.t), ','), any_value(${v}.t))`,
  avg: (v) => `number_value(avg(${v}.n))`,
  stddev: (v) => `number_value(stddev_pop(${v}.n))`,
  variance: (v) => `number_value(var_pop(${v}.n))`,
  // Section 7.9: numeric if any numeric value is seen, else text by code points.
  min: (v) => `coalesce(number_value(min(${v}.n)), text_value(min(${v}.t)))`,
  max: (v) => `coalesce(number_value(max(${v}.n)), text_value(max(${v}.t)))`,
  // Section 9: the nearest rank.
  pct: (v, percentile) => {
    const rank = `greatest(1, ceil(${percentile} * count(${v}.n) / 100.0))::bigint`;
    return `number_value(list_sort(list(${v}.n) filter (${v}.n is not null))[${rank}])`;
  },
  // Section 7.10; where no event has a time, the input is taken to be in order.
  earliest: (v) => aggregated(`first(${v} order by "@timestamp".n nulls last, pos) filter (${v} is not null)`),
  latest: (v) => aggregated(`last(${v} order by "@timestamp".n nulls first, pos) filter (${v} is not null)`),
  sortsfirst: (v) => aggregated(`first(${v} order by sort_key(${v}), pos) filter (${v} is not null)`),
  sortslast: (v) => aggregated(`last(${v} order by sort_key(${v}), pos desc) filter (${v} is not null)`),
};

/** Moments come out of aggregates as epoch milliseconds. */
function aggregated(v: string): string {
  return `as_aggregate(${v})`;
}
