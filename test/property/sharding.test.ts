import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergePartials, type Partial, type Result, runShard } from "../../src/engine/index.ts";
import { parseQuery } from "../../src/language/index.ts";
import { bindSubplans, type LookupTable, type Plan, planQuery, type SubplanRows } from "../../src/plan/index.ts";
import { EventReader, EventSplitter, mergeReports, type ScanReport } from "../../src/scan/index.ts";
import { aggregateCall, COMMON_AGGREGATE_NAMES } from "../support/aggregate-calls.ts";
import { entryLine, logLine } from "../support/arbitrary-log.ts";
import { planOf } from "../support/read-events.ts";
import { START_TIME } from "../support/run-query.ts";

const AGGREGATES = COMMON_AGGREGATE_NAMES.map((name) => aggregateCall(name, "x"));

/** All ways in which a query needs more than one event at a time. */
const QUERIES: readonly string[] = [
  ...AGGREGATES.flatMap((call) => [`stats ${call} as it`, `stats ${call} as it by level`]),
  `stats ${AGGREGATES.join(", ")}, count(*) by service, bin(5s)`,
  "stats count(*), sum(x) / count(*) as mean, max(@timestamp) as last by x, context.user_id",
  "stats count(*) as n by level, service | stats sum(n) as all, max(n) as most by service | sort most desc | limit 2",
  "stats count(*) as n by service, x | filter n > 1 | sort n desc, x | limit 3",
  "stats sum(level = 'ERROR') as errors, avg(strlen(@message)) as size by datefloor(@timestamp, 2s) as t | sort t desc",
  "filter level = 'ERROR' | sort x desc | limit 3 | stats count(*) as n, values(x) as all by service",
  "stats topk(2, x) as it",
  "fields @ptr, @message, x",
  "fields @ptr, x | sort x | limit 4",
  "fields @ptr, x, level | sort level desc, x asc, service | limit 5",
  "fields @ptr | limit 2",
  "fields @ptr, x | limit any 3",
  "fields @ptr, level, x | dedup level",
  "fields @ptr, x, service | sort x desc | dedup service, x | limit 4",
  "fields @ptr | sort @timestamp | dedup x | limit 3",
  "fields @ptr, x | sort x | limit 6 | filter x > 1 | sort level",
  "fields @ptr, x | sort @timestamp | autoregress x p=1-2 | accum x as sum | filldown x* | tail 7",
  "fields @ptr, x | tail 4",
  "sort x, service | tail 3",
  "stats count(*) as n, sum(x) as x by bin(2s) as t, service | fillmissing with 0 for n | addtotals col=true n, x",
  "fields x, context.user_id | outlier mark=true uselower=true param=1 x | outlier action=remove context.user_id",
  "fields @ptr | sort @timestamp asc | sessionize service maxspan 2s as visit | stats count(*) as n by service, visit",
  "countFrequent service, x | limit 4",
  "pattern @message",
  "pattern message | anomaly",
  "relevantfields where level = 'ERROR'",
  "fields @ptr, x, level, service | sort @ptr | limit 9 | relevantfields x, service where level = 'ERROR'",
  "filter level = 'ERROR' | pattern message | sort @ratio asc, @pattern | limit 3",
  "fields x, service | limit 7 | pattern concat(service, ' took ', x)",
  'parse message "* after * ms" as what, ms | stats count(*) as n, avg(ms) as mean by what',
  "parse @message /took (?<ms>\\d+) ms/ | filter ispresent(ms) | stats sum(ms) as all, latest(ms) as last by service",
  "fields strlen(@message) as size, x + 1 as more | filter size > 20 and more like /1/ | display more, size, @ptr",
];

const TABLE: LookupTable = {
  name: "t",
  columns: ["level", "x", "cidr"],
  rows: [
    ["ERROR", "1", "10.0.0.0/8"],
    ["INFO", "2", "0.0.0.0/0"],
  ],
};

/** Queries that take something in, and the rows that queries within them gave. */
const BOUND: readonly { readonly text: string; readonly rows: readonly SubplanRows[] }[] = [
  { text: "lookup t level OUTPUT cidr | fields @ptr, cidr, x | lookup t level OUTPUTNEW x | limit 5", rows: [] },
  { text: "cidrlookup t ip OUTPUT level as it | stats count(*) as n by it", rows: [] },
  { text: "filter x in (SOURCE 'a' | fields x) | fields @ptr, x", rows: [[[1], ["2"], [true]]] },
  {
    text: "join left=l right=r where l.level = r.level (SOURCE 'a') | fields l.@ptr, r.x | limit 7",
    rows: [
      [
        ["ERROR", 1],
        ["INFO", 2],
        ["ERROR", 3],
      ],
    ],
  },
  {
    text: "join type=left left=l right=r where l.x = r.x (SOURCE 'a') | sort r.y | fields l.@ptr, r.y | limit 4",
    rows: [
      [
        [1, "b"],
        [1, "a"],
        ["2", undefined],
      ],
    ],
  },
  { text: "fields @ptr, x | sort x | appendcols (fields y)", rows: [[["a"], ["b"], [undefined], ["c"]]] },
];

const anyLines = fc.oneof(
  fc.array(entryLine, { maxLength: 25 }),
  fc.array(logLine, { maxLength: 25 }),
  // Enough of the same for ties at every limit.
  fc
    .tuple(fc.array(entryLine, { minLength: 1, maxLength: 3 }), fc.array(fc.nat({ max: 2 }), { maxLength: 25 }))
    .map(([lines, indexes]) => indexes.map((index) => lines[index % lines.length] ?? "")),
);
const anyCuts = fc.array(fc.nat({ max: 25 }), { maxLength: 4 });

describe("splitting the input at line boundaries", () => {
  it.each(QUERIES)("never changes the result of %s", (text) => {
    const plan = planOf(text);
    fc.assert(
      fc.property(anyLines, anyCuts, (lines, cuts) => {
        const whole = run(plan, lines, []);
        const split = run(plan, lines, cuts);
        expect(split.result).toStrictEqual(whole.result);
        expect({ ...split.report, firstMalformed: [] }).toEqual({ ...whole.report, firstMalformed: [] });
      }),
      { numRuns: 60 },
    );
  });

  it.each(BOUND)("never changes the result of $text", ({ text, rows }) => {
    const { query } = parseQuery({ name: "query", text });
    const { plan } = query === undefined ? {} : planQuery(query, { tables: [TABLE] });
    if (plan === undefined) throw new Error(`no plan: ${text}`);
    const bound = bindSubplans(plan, rows);
    fc.assert(
      fc.property(anyLines, anyCuts, (lines, cuts) => {
        expect(run(bound, lines, cuts).result).toStrictEqual(run(bound, lines, []).result);
      }),
      { numRuns: 60 },
    );
  });

  it("never changes the result within a range of time", () => {
    const plan: Plan = { ...planOf("stats count(*) as n, earliest(x) as x by bin(2s)") };
    const start = Date.UTC(2026, 2, 1, 12, 0, 1);
    const ranged = { ...plan, scan: { ...plan.scan, timeRange: { start, end: start + 5000 } } };
    fc.assert(
      fc.property(anyLines, anyCuts, (lines, cuts) => {
        expect(run(ranged, lines, cuts).result).toStrictEqual(run(ranged, lines, []).result);
      }),
      { numRuns: 200 },
    );
  });

  it("never changes what is compared with an earlier range of time", () => {
    const timeRange = { start: Date.UTC(2026, 2, 1, 12, 0, 3), end: Date.UTC(2026, 2, 1, 12, 0, 6) };
    const plan = planOf("pattern @message | diff", { timeRange });
    fc.assert(
      fc.property(anyLines, anyCuts, (lines, cuts) => {
        expect(run(plan, lines, cuts).result).toStrictEqual(run(plan, lines, []).result);
      }),
      { numRuns: 60 },
    );
  });
});

/** Runs each part on its own, sends its partial as to another thread, and merges. */
function run(plan: Plan, lines: readonly string[], cuts: readonly number[]): { result: Result; report: ScanReport } {
  const ordered = [0, ...cuts.map((cut) => Math.min(cut, lines.length)).sort((a, b) => a - b), lines.length];
  const partials: Partial[] = [];
  const reports: ScanReport[] = [];
  let offset = 0;
  for (const [index, start] of ordered.slice(0, -1).entries()) {
    const part = Buffer.from(
      lines
        .slice(start, ordered[index + 1])
        .map((line) => `${line}\n`)
        .join(""),
    );
    const shard = runShard(structuredClone(plan));
    const origin = { logStream: "log", log: "local:.", ingestionTime: START_TIME };
    const reader = new EventReader(plan.scan, plan.slotCount, origin, shard);
    const splitter = new EventSplitter((event) => reader.read(event));
    reader.report.isContinued = start > 0; // as whoever reads a range of a file says
    splitter.push(part, offset);
    splitter.end();
    partials.push(structuredClone(shard.partial()));
    reports.push(reader.report);
    offset += part.length;
  }
  const report = mergeReports(reports);
  return { result: mergePartials(plan, partials), report };
}
