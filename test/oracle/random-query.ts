import fc from "fast-check";
import { FIELDS } from "./random-log.ts";

type Text = fc.Arbitrary<string>;

/** How an expression is used: `exact` ones are added up, where only halves and quarters give the same sum in any order. */
type Use = "exact" | "any";

const field = fc.constantFrom<string>(...FIELDS, "a", "n", "nowhere");
const number = fc.constantFrom("0", "1", "2", "10", "0.5", "2.25", "-1", "100");
const string = fc.constantFrom('""', '"a"', '"A"', '"1"', '"1.0"', '" "', '"true"', '"2.50"', '"b"', '"🚆"', '"é"');
const COMPARISONS = ["=", "!=", "<", "<=", ">", ">="];
const period = fc.constantFrom("250ms", "1s", "2s", "5m", "1h");
/** Sets of characters, texts to look for, patterns: each means the same to RE2 and to logq. */
const characters = fc.constantFrom('"a"', '"0"', '" "', '"ab1"', '".-"', '""');
const pattern = fc.constantFrom("a", "^[0-9]+$", "b$", "(?i)A", "[^a-z]", "\\d\\d", "^$", "é|🚆", "a.b");

const calendarPeriod = fc.constantFrom("1w", "1mo", "2mo", "5mo", "1q", "1y");
const time = fc.constantFrom("@timestamp", "n", "b");
const dateFormat = fc.constantFrom('"yyyy-MM-dd HH:mm:ss"', '"yyyy-MM-dd"', '"dd/MM/yyyy"');
const subnet = fc.constantFrom('"10.0.0.0/8"', '"172.16.0.0/12"', '"192.0.2.128/25"', '"0.0.0.0/0"', '"8.8.8.8/32"');
const format = fc.constantFrom('"%Y-%m-%d %H:%M:%S"', '"%H"', '"%a %d %b %y"', '"%j %I %p %%"');

function call(name: string, ...parts: readonly Text[]): Text {
  return fc.tuple(...parts).map((all) => `${name}(${all.join(", ")})`);
}

function operation(left: Text, operators: readonly string[], right: Text): Text {
  return fc.tuple(left, fc.constantFrom(...operators), right).map(([a, operator, b]) => `(${a} ${operator} ${b})`);
}

/** Numbers that are large enough for their products to be no longer exact: shown and compared, not calculated with. */
const large = fc.oneof(
  call("ipv4ToNumber", fc.constantFrom("ip", "ip", "s")),
  call("parseDate", fc.constantFrom("date", "date", "s"), dateFormat),
);

function numeric(depth: number, use: Use): Text {
  const leaf = fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: number });
  if (depth === 0) return leaf;
  const inner = numeric(depth - 1, use);
  const exact = [
    leaf,
    leaf,
    operation(inner, ["+", "-", "*"], inner),
    operation(inner, ["/"], fc.constantFrom("2", "4", "0.5", "0", '"2"')),
    operation(inner, ["%"], leaf),
    operation(field, ["^"], fc.constantFrom("2", "0", "1")),
    inner.map((it) => `-${it}`),
    ...["abs", "ceil", "floor", "toNumber", "toInt"].map((name) => call(name, inner)),
    call("round", inner, fc.constantFrom("0", "1", "-1")),
    call("round", inner),
    call("greatest", inner, inner),
    call("least", inner, inner, inner),
    call("strlen", textual(depth - 1, use)),
    call("messageSize", textual(depth - 1, use)),
    call("toMillis", fc.constantFrom("n", "b")),
    call(
      "jsonArraySize",
      textual(depth - 1, use).map((it) => `concat("[", ${it}, "]")`),
    ),
    call("histogram", inner, fc.constantFrom("1", "2.5", "50")),
    condition(depth - 1, use),
  ];
  if (use === "exact") return fc.oneof(...exact);
  return fc.oneof(...exact, operation(inner, ["/"], inner), call("sqrt", inner), call("log", inner));
}

function textual(depth: number, use: Use): Text {
  const leaf = fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: string });
  if (depth === 0) return leaf;
  const inner = textual(depth - 1, use);
  return fc.oneof(
    leaf,
    ...["toupper", "tolower", "trim", "ltrim", "rtrim", "urlencode", "base64encode", "md5", "sha256"].map((name) =>
      call(name, inner),
    ),
    ...["trim", "ltrim", "rtrim"].map((name) => call(name, inner, characters)),
    call("concat", inner, inner),
    call("concat", inner, any(depth - 1, use), inner),
    call("substr", inner, fc.constantFrom("0", "1", "2", "-1", "n", "9")),
    call("substr", inner, fc.constantFrom("0", "1"), fc.constantFrom("0", "1", "2", "-1", "b")),
    call("replace", inner, fc.oneof(string, field), string),
    call("regexReplace", inner, fc.constantFrom('"[0-9]+"', '"a"', '"^ "'), fc.constantFrom('"#"', '""', '"-"')),
    call("decToHex", numeric(depth - 1, use)),
    call("regexReplace", inner, fc.constant('"([a-z])([0-9 ])"'), fc.constant('"\\2-\\1"')),
    call("formatDate", fc.oneof(time, numeric(depth - 1, use)), format),
  );
}

function condition(depth: number, use: Use): Text {
  const comparison = operation(field, COMPARISONS, fc.oneof(number, string, field, field));
  const leaf = fc.oneof(
    comparison,
    comparison,
    comparison,
    fc.tuple(field, fc.constantFrom("like", "not like", "=~"), string).map((all) => `(${all.join(" ")})`),
    fc.tuple(field, fc.constantFrom("like", "not like"), pattern).map(([a, how, it]) => `(${a} ${how} /${it}/)`),
    fc
      .tuple(field, fc.constantFrom("in", "not in"), fc.array(fc.oneof(number, string), { minLength: 0, maxLength: 3 }))
      .map(([a, how, list]) => `(${a} ${how} [${list.join(", ")}])`),
    ...["ispresent", "isempty", "isblank", "isNumeric"].map((name) => call(name, field)),
    ...["isValidIpV4", "isPrivateIP"].map((name) => call(name, fc.constantFrom("ip", "ip", "s"))),
    ...["isIpv4InSubnet", "isIpInSubnet"].map((name) => call(name, fc.constantFrom("ip", "ip", "a"), subnet)),
    field,
  );
  if (depth === 0) return leaf;
  const inner = condition(depth - 1, use);
  return fc.oneof(
    leaf,
    comparison,
    operation(any(depth - 1, use), COMPARISONS, any(depth - 1, use)),
    operation(any(depth - 1, use), COMPARISONS, any(depth - 1, use)),
    operation(large, COMPARISONS, fc.oneof(large, number)),
    operation(inner, ["and", "or"], inner),
    inner.map((it) => `(not ${it})`),
    call("ispresent", any(depth - 1, use)),
    call("isempty", textual(depth - 1, use)),
    call("isNumeric", any(depth - 1, use)),
    ...["strcontains", "startsWith", "endsWith"].map((name) =>
      call(name, textual(depth - 1, use), fc.oneof(string, field)),
    ),
    call("strcontains", textual(depth - 1, use), string, fc.constantFrom("true", "0", "a")),
  );
}

function any(depth: number, use: Use): Text {
  if (depth === 0) return fc.oneof(field, number, string);
  const inner = any(depth - 1, use);
  return fc.oneof(
    { weight: 2, arbitrary: field },
    { weight: 3, arbitrary: numeric(depth, use) },
    { weight: 2, arbitrary: textual(depth, use) },
    { weight: 2, arbitrary: condition(depth, use) },
    call("coalesce", inner, inner),
    call("if", condition(depth - 1, use), inner, inner),
    call("case", condition(depth - 1, use), inner, condition(depth - 1, use), inner),
    call("case", condition(depth - 1, use), inner, inner),
    fc.oneof(call("datefloor", time, period), call("dateceil", time, period), call("fromMillis", time)),
    fc.oneof(call("datefloor", time, calendarPeriod), call("dateceil", time, calendarPeriod)),
  );
}

/** Results whose last digits depend on the order of additions, and lists, are shown, but nothing is made of them. */
const ROUNDED_AGGREGATES = ["stddev", "variance"];

function aggregate(value: (use: Use) => Text, isOfEvents: boolean): fc.Arbitrary<{ text: string; isExact: boolean }> {
  const plain = isOfEvents ? field : value("any");
  const exact = fc.oneof(isOfEvents ? field : value("exact"), value("exact"));
  const anything = fc.oneof(plain, plain, value("any"));
  const ordered = isOfEvents ? ["earliest", "latest"] : [];
  return fc.oneof(
    ...["sum", "avg", "sumOverTime"].map((name) => call(name, exact).map((text) => ({ text, isExact: true }))),
    ...["min", "max", "count", "countOverTime", "countDistinct", "sortsFirst", "sortsLast", ...ordered].map((name) =>
      call(name, anything).map((text) => ({ text, isExact: true })),
    ),
    call("pct", anything, fc.constantFrom("0", "5", "50", "95", "100")).map((text) => ({ text, isExact: true })),
    call("values", plain).map((text) => ({ text, isExact: false })),
    ...ROUNDED_AGGREGATES.map((name) => call(name, exact).map((text) => ({ text, isExact: false }))),
    fc.constantFrom("count(*)", "count()").map((text) => ({ text, isExact: true })),
    operation(call("sum", exact), ["/", "-"], fc.constant("count(*)")).map((text) => ({ text, isExact: true })),
    operation(call("max", exact), ["-", "*", "%"], call("min", exact)).map((text) => ({ text, isExact: true })),
  );
}

/** Names of columns, and of those which later commands may use. */
interface Columns {
  readonly text: string;
  readonly all: readonly string[];
  readonly usable: readonly string[];
}

function stats(value: (use: Use) => Text, keys: Text, prefix: string, isOfEvents: boolean): fc.Arbitrary<Columns> {
  return fc
    .tuple(
      fc.array(aggregate(value, isOfEvents), {
        minLength: 1,
        maxLength: 5,
        size: "max",
      }),
      fc.array(keys, { maxLength: 2 }),
      fc.boolean(),
      fc.constantFrom("", "", " offset 100ms", " offset 90s"),
    )
    .map(([calls, by, hasSum, offset]) => {
      const items = calls.map(({ text }, index) => `${text} as ${prefix}${index}`);
      const exact = calls.flatMap(({ isExact }, index) => (isExact ? [`${prefix}${index}`] : []));
      const [first] = exact;
      if (hasSum && first !== undefined) items.push(`${first} * 2 as ${prefix}x`);
      const names = by.map((_, index) => `${prefix}k${index}`);
      const grouping = by.length === 0 ? "" : ` by ${by.map((key, index) => `${key} as ${names[index]}`).join(", ")}`;
      return {
        text: `stats ${items.join(", ")}${grouping}${grouping.includes(" bin(") ? offset : ""}`,
        all: [...names, ...calls.map((_, index) => `${prefix}${index}`)],
        usable: [...names, ...exact],
      };
    });
}

function sort(names: readonly string[]): Text {
  const key = fc.tuple(fc.constantFrom(...names), fc.constantFrom("", " asc", " desc")).map((all) => all.join(""));
  return fc.array(key, { minLength: 1, maxLength: 2 }).map((keys) => `sort ${keys.join(", ")}`);
}

const limit = fc.integer({ min: 1, max: 8 }).map((count) => `limit ${count}`);
const nothing = fc.constant("");

/** What may follow rows with these columns. */
function rest(names: readonly string[]): fc.Arbitrary<readonly string[]> {
  if (names.length === 0) return fc.tuple(fc.oneof(nothing, limit));
  const name = fc.constantFrom(...names);
  const filter = operation(name, COMPARISONS, fc.oneof(number, string, name)).map((it) => `filter ${it}`);
  return fc.tuple(fc.oneof(nothing, filter), fc.oneof(nothing, sort(names)), fc.oneof(nothing, limit));
}

/** Mostly none or a weak one: of few rows there is little to tell. */
const filters = fc
  .oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: condition(1, "any").map((it) => [it]) },
    {
      weight: 2,
      arbitrary: fc.tuple(condition(2, "any"), field).map(([it, name]) => [`(${it} or ${name} != "a")`]),
    },
    {
      weight: 1,
      arbitrary: fc.array(condition(2, "any"), { minLength: 1, maxLength: 2 }),
    },
  )
  .map((all) => all.map((it) => `filter ${it}`));

const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "m.p", "a", "n") },
  { weight: 1, arbitrary: condition(1, "any") },
  { weight: 2, arbitrary: any(2, "any") },
  { weight: 1, arbitrary: large },
  { weight: 2, arbitrary: fc.oneof(period, calendarPeriod).map((it) => `bin(${it})`) },
);

const aggregating = fc
  .tuple(
    filters,
    stats((use) => (use === "exact" ? numeric(2, use) : any(2, use)), key, "g", true),
  )
  .chain(([before, columns]) =>
    rest(columns.usable).map((after) => ({
      stages: [...before, columns.text, ...after],
      columns,
    })),
  );

/** `topk` stands alone in its `stats` (section 7.9). */
const ranking = fc
  .tuple(filters, fc.integer({ min: 1, max: 4 }), field)
  .map(([before, count, of]) => [...before, `stats topk(${count}, ${of}) as most`]);

/** A second `stats` over the columns of a first one, whose numbers are whole, halves and quarters. */
const aggregatingTwice = fc
  .tuple(filters, fc.array(key, { minLength: 1, maxLength: 2 }), fc.constantFrom("a", "b", "s", "n"))
  .chain(([before, keys, of]) => {
    const by = keys.map((it, index) => `${it} as k${index}`).join(", ");
    const first = `stats count(*) as c, sum(n) as total, max(${of}) as most by ${by}`;
    const value = fc.constantFrom("c", "total", "most", "c + total", "k0", 'concat(k0, "/", most)');
    const exact = fc.constantFrom("c", "total", "c * 2", "total > 1");
    const second = stats((use) => (use === "exact" ? exact : value), value, "h", false);
    return second.chain((columns) => rest(columns.usable).map((after) => [...before, first, columns.text, ...after]));
  });

const showing = fc
  .tuple(
    filters,
    fc.array(fc.oneof(any(3, "any"), any(1, "any"), condition(1, "any"), large), {
      minLength: 1,
      maxLength: 8,
      size: "max",
    }),
    fc.boolean(),
    fc.oneof(nothing, call("split", textual(1, "any"), fc.constantFrom('"a"', '"."', '"-"', '" "', '""'))),
  )
  .chain(([before, expressions, hasDedup, list]) => {
    const names = expressions.map((_, index) => `c${index}`);
    const lists = list === "" ? "" : `, ${list} as list`; // which cannot be sorted by
    const fields = `fields ${expressions.map((it, index) => `${it} as ${names[index]}`).join(", ")}${lists}`;
    const dedup = fc.constantFrom(...names, "a", "n").map((it) => `dedup ${it}`);
    const sortable = [...names, "a", "b", "s", "n", "@timestamp"];
    return fc
      .tuple(fc.oneof(nothing, sort(sortable)), hasDedup ? dedup : nothing, fc.oneof(nothing, limit))
      .map((after) => [...before, fields, ...after]);
  });

/** Queries of the part of the language that the oracle translates. */
export const randomQuery: Text = fc
  .oneof(
    aggregating.map(({ stages }) => stages),
    aggregatingTwice,
    showing,
    ranking,
  )
  .map((stages) => stages.filter((stage) => stage !== "").join(" | "));
