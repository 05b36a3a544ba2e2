import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan, TimeRange } from "../../src/plan/index.ts";
import { aggregateCall, COMMON_AGGREGATE_NAMES, UNSTRUCTURED_AGGREGATE_NAMES } from "../support/aggregate-calls.ts";
import { entryLine, logLine } from "../support/arbitrary-log.ts";
import { planOf } from "../support/read-events.ts";
import { START_TIME } from "../support/run-query.ts";
import { expectSame, type FastWay, withBothEngines } from "./both-engines.ts";

const FIELDS = ["x", "level", "service", "message", "context.user_id", "timestamp", "nowhere", "context.user_id.v"];
const SYSTEM_FIELDS = ["@timestamp", "@message", "@ptr", "@logStream", "@log", "@ingestionTime", "@nothing"];

const member = fc.constantFrom(...FIELDS, "x", "x", "level", "service");
const field = fc.oneof({ weight: 5, arbitrary: member }, { weight: 1, arbitrary: fc.constantFrom(...SYSTEM_FIELDS) });
const literal = fc.constantFrom(
  "1",
  "2",
  "10",
  "0.1",
  '"1"',
  '"ERROR"',
  '"task-api"',
  '""',
  '"a"',
  "7",
  "-3.25",
  "1e2",
);
const comparison = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");

const expression: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(field, fc.constantFrom("+ 1", "* 2", "/ x", "% 3", "- x")).map(([name, rest]) => `${name} ${rest}`),
  field.map((name) => `strlen(${name})`),
  fc.tuple(field, field).map(([a, b]) => `concat(${a}, "-", ${b})`),
  fc.tuple(field, field).map(([a, b]) => `coalesce(${a}, ${b}, "none")`),
  field.map((name) => `toupper(${name})`),
  fc.tuple(field, literal).map(([name, value]) => `${name} = ${value}`),
  fc.constantFrom(
    ...["bin(1s)", "bin(2s)", "bin(1h)", "bin(1mo)", "datefloor(@timestamp, 3s)", "dateceil(@timestamp, 2s)"],
    ...["datefloor(toMillis(@timestamp) + 1500, 2s)", "datefloor(datefloor(@timestamp, 1w), 1mo)"],
    ...["datefloor(timestamp, 2s)", "toMillis(@timestamp) % 4", "datefloor(x, 1s)", "strlen(@message) % 5"],
  ),
);

const condition: fc.Arbitrary<string> = fc.letrec<{ any: string; one: string }>((tie) => ({
  one: fc.oneof(
    fc.tuple(field, comparison, literal).map((parts) => parts.join(" ")),
    fc.tuple(field, comparison, field).map((parts) => parts.join(" ")),
    fc.tuple(expression, comparison, literal).map(([left, sign, right]) => `(${left}) ${sign} ${right}`),
    fc
      .tuple(
        field,
        fc.constantFrom(
          "like /\\d+/",
          'like "a"',
          'like "é"',
          "like /ERROR|a b/",
          "not like /(?i)error/",
          "in [1, 7, 'ERROR']",
          "not in ['auth', 2]",
        ),
      )
      .map((parts) => parts.join(" ")),
    field.map((name) => `ispresent(${name})`),
    field.map((name) => `${name} != null`),
    member,
  ),
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("one"),
    fc.tuple(tie("one"), fc.constantFrom("and", "or"), tie("any")).map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie("any").map((inner) => `not (${inner})`),
  ),
})).any;

/** Commands before any `stats`; what they define is `d1`, `d2`, ... by the place of the command. */
const definition = fc.oneof(
  expression.map((text) => (name: string) => `fields ${text} as ${name}`),
  member.map((source) => (name: string) => `parse ${source} "* * " as ${name}, ${name}b`),
  member.map((source) => (name: string) => `parse ${source} /(?<${name}>\\d+)(?<${name}b> ms)?/`),
  fc.constant((name: string) => `parse @message "\\"level\\":\\"*\\"" as ${name}`),
  member.map((source) => (name: string) => `parse ${source} /(?<${name}>\\w)(?<${name}b>\\d)?/ multi`),
  member.map((source) => (name: string) => `parse ${source} csv as ${name}, ${name}b`),
  member.map((source) => (name: string) => `unnest ${source} into ${name}`),
  fc.constant((name: string) => `json field=context "user_id.v" as ${name}`),
  condition.map((text) => () => `filter ${text}`),
  condition.map((text) => () => `filter ${text}`),
);

const stats = (defined: readonly string[]): fc.Arbitrary<string> => {
  const key = fc.oneof(
    { weight: 3, arbitrary: field },
    { weight: 2, arbitrary: expression },
    ...(defined.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...defined) }]),
  );
  const calls = (names: readonly string[]): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...names), key).map(([name, of]) => aggregateCall(name, of)) },
      { weight: 1, arbitrary: fc.constant("count(*)") },
    );
  const items = fc
    .tuple(calls(UNSTRUCTURED_AGGREGATE_NAMES), fc.array(calls(COMMON_AGGREGATE_NAMES), { maxLength: 3 }))
    .map(([first, rest]) => [first, ...rest]);
  const more = fc.constantFrom(
    ...["", "", "", " | sort a0 desc", " | sort a0 | limit 2", " | filter a0 > 1", " | limit 3", " | sort k0 desc, a0"],
    ...[" | stats count(*) as n, sum(a0) as s by k0", " | stats max(a0) as m, values(k0) as v | fields m + 1 as more"],
  );
  const shift = fc.constantFrom("", "", " offset 700ms", " offset 5s", " offset 1h");
  return fc.tuple(items, fc.array(key, { maxLength: 3 }), shift, more).map(([items, keys, offset, rest]) => {
    const shifted = keys.some((text) => text.startsWith("bin(") && !text.includes("mo")) ? offset : "";
    const by = keys.length === 0 ? "" : ` by ${keys.map((text, index) => `${text} as k${index}`).join(", ")}${shifted}`;
    const list = items.map((text, index) => `${text} as a${index}`).join(", ");
    return `stats ${list}${by}${keys.length === 0 ? rest.replaceAll("k0", "a0") : rest}`;
  });
};

const rows = (defined: readonly string[]): fc.Arbitrary<string> => {
  const name = fc.oneof(field, ...(defined.length === 0 ? [] : [fc.constantFrom(...defined)]));
  const order = fc
    .array(fc.tuple(name, fc.constantFrom("", " asc", " desc")), { minLength: 1, maxLength: 2 })
    .map((keys) => `sort ${keys.map((parts) => parts.join("")).join(", ")}`);
  const limit = fc.integer({ min: 1, max: 8 }).map((count) => `limit ${count}`);
  const dedup = fc.uniqueArray(name, { minLength: 1, maxLength: 2 }).map((names) => `dedup ${names.join(", ")}`);
  const fields = fc.uniqueArray(field, { minLength: 1, maxLength: 4 }).map((names) => `fields ${names.join(", ")}`);
  const display = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).map((names) => `display ${names.join(", ")}`);
  return fc
    .oneof(
      fields,
      display,
      fc.tuple(fields, order),
      fc.tuple(fields, order, limit),
      fc.tuple(order, limit, display),
      fc.tuple(fields, limit),
      fc.tuple(fields, order, dedup, limit),
      fc.tuple(fields, dedup),
      fc.tuple(
        order,
        limit,
        condition.map((text) => `filter ${text}`),
        fields,
      ),
    )
    .map((parts) => (typeof parts === "string" ? parts : parts.join(" | ")));
};

const query: fc.Arbitrary<string> = fc.array(definition, { maxLength: 3 }).chain((definitions) => {
  const commands = definitions.map((make, index) => make(`d${index}`));
  const defined = commands.flatMap((text, index) => (text.includes(`d${index}`) ? [`d${index}`] : []));
  return fc.oneof(stats(defined), rows(defined)).map((last) => [...commands, last].join(" | "));
});

/** Entries whose texts are spelled with escapes, in values and in names. */
const escapedLine = fc
  .record({
    level: fc.constantFrom("ERR\\u004fR", "ERROR", "\\u0065rror", "a\\/b", "\\u0061"),
    key: fc.constantFrom("message", "mess\\u0061ge"),
    message: fc.constantFrom(
      "took\\u00207 ms",
      'said \\"a b\\" \\u0061 1',
      "a\\\\b",
      "\\ud83d",
      "7 m\\u0073",
      "é",
      "\\u00e9",
    ),
  })
  .map(({ level, key, message }) => `{"level":"${level}","${key}":"${message}","x":1}`);

const log = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: entryLine },
        { weight: 2, arbitrary: logLine },
        { weight: 1, arbitrary: escapedLine },
      ),
      {
        maxLength: 30,
        size: "max",
      },
    ),
    fc.constantFrom("\n", "\n", "\r\n"),
    fc.boolean(),
  )
  .map(([lines, newline, hasEnd]) => Buffer.from(lines.join(newline) + (hasEnd ? newline : "")));

const WAYS: readonly FastWay[] = [
  ...[64, 200, 1000, 1024 * 1024].map((inputBytes) => ({ inputBytes })),
  ...[1, 7, 64].map((inputBytes) => ({ inputBytes, ranges: 1 })),
  ...[2, 3, 5].map((ranges) => ({ ranges, inputBytes: 200 })),
  { ranges: 3 },
];

const timeRange: fc.Arbitrary<TimeRange> = fc.constantFrom<TimeRange>(
  {},
  {},
  { start: Date.UTC(2026, 2, 1, 12, 0, 3) },
  { start: Date.UTC(2026, 2, 1, 12, 0, 2), end: Date.UTC(2026, 2, 1, 12, 0, 7) },
  { untimed: "at-ingestion" },
  { end: START_TIME, untimed: "at-ingestion" },
  { end: START_TIME - 1, untimed: "at-ingestion" },
);

describe("any query over any log", () => {
  it("has the same answer and the same report from the fast engine as from the plain one", async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        query,
        log,
        timeRange,
        fc.subarray([...WAYS], { minLength: 2, maxLength: 2 }),
        async (text, bytes, range, ways) => {
          const plan = planWithin(text, range);
          await withBothEngines(bytes, async ({ plain, fast }) => {
            const expected = await plain(plan);
            if (expected.result.rows.length > 0) answered++;
            for (const way of ways) expectSame(await fast(plan, way), expected, `${text} ${JSON.stringify(way)}`);
          });
        },
      ),
      { numRuns: 200 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  it("that takes any rows has the same rows from both engines", async () => {
    const plan = planOf("filter level != 'WARN' | fields @ptr, x, level | limit any 3");
    await fc.assert(
      fc.asyncProperty(log, fc.constantFrom(...WAYS), async (bytes, way) => {
        await withBothEngines(bytes, async ({ plain, fast }) => {
          const expected = await plain(plan);
          const found = await fast(plan, way);
          expectSame(found.result.rows, expected.result.rows, JSON.stringify(way));
        });
      }),
      { numRuns: 60 },
    );
  });

  it("that bins a time it calculated with puts each event into its own bin", async () => {
    const bytes = Buffer.from(
      ["12:00:30", "12:02:10", "12:03:10"].map((time) => `{"timestamp":"2026-03-01T${time}Z"}\n`).join(""),
    );
    const plan = planOf("stats count(*) by datefloor(toMillis(@timestamp) + 90000, 1m)");
    await withBothEngines(bytes, async ({ fast }) => {
      const { result } = await fast(plan);
      const moment = (minute: number) => ({ kind: "timestamp", epochMilliseconds: Date.UTC(2026, 2, 1, 12, minute) });
      expect(result.rows).toEqual([2, 3, 4].map((minute) => [moment(minute), 1]));
    });
  });
});

function planWithin(text: string, range: TimeRange): Plan {
  const plan = planOf(text);
  return { ...plan, scan: { ...plan.scan, timeRange: range } };
}
