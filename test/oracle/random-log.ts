import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { sqlText } from "./sql-values.ts";

/** A member of an event: text, the digits of a number, a boolean, null, or not there at all. */
export type Member = { readonly text: string } | { readonly digits: string } | boolean | null | undefined;
export type RandomEvent = Readonly<Record<string, Member>>;

/** Fields that may stand anywhere; `date` holds dates, which some functions take for times and the oracle does not. */
export const FIELDS: readonly string[] = ["a", "b", "s", "n", "m.p", "ip"];
/** The columns of the table `events`, beside `pos`. */
export const COLUMNS: readonly string[] = ["@timestamp", ...FIELDS, "date"];

const START = Date.UTC(2026, 2, 1, 12);
/** Sunday and Monday, the ends of months and years, a leap day; small numbers would be read as seconds. */
const OTHER_TIMES = [
  ...["2026-03-01T23:59:59.999Z", "2026-03-02T00:00:00Z", "2026-02-28T23:00:00Z", "2025-12-31T23:59:59.999Z"],
  ...["2024-02-29T12:00:00Z", "2026-07-01T00:00:00Z", "2001-09-10T00:00:00Z"],
].map((it) => ({ digits: String(Date.parse(it)) }));

/**
 * Numbers are halves and quarters, so that sums of them are exact in any order. Letters have one small and
 * one capital form: languages differ over the others.
 */
const digits = fc
  .constantFrom(..."0 -0 1 1.0 -1 2 2.50 10 100 -0.25 0.5 0.03125 -0.03125 1e2 7 999 -3".split(" "))
  .map((it) => ({ digits: it }));
const text = fc
  .constantFrom(
    ...["", " ", "0", "1", "01", "1.0", "-2", " 3 ", "1e1", "+5", "2.50", "007", "-0", "12"],
    ...["a", "A", "ab", "aB", "b", "Zürich", "é", "e\u0301", "🚆", "\uffee", "5A", "111A", "a12", "a9", "a b"],
    ...["true", "false", "null", "0x10", "1,5", "NaN", "Infinity", "-", "%", "_", "a.b", "'", '"', "\\", "a\nb"],
  )
  .map((it) => ({ text: it }));
const address = fc
  .constantFrom(
    ...[
      "10.0.0.1",
      "10.255.255.255",
      "11.0.0.0",
      "172.16.5.4",
      "172.31.255.255",
      "172.32.0.1",
      "192.168.1.1",
      "8.8.8.8",
    ],
    ...["0.0.0.0", "255.255.255.255", "192.0.2.129", "256.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4 ", "1.2.3.-4", "::1"],
  )
  .map((it) => ({ text: it }));
const date = fc
  .constantFrom(
    "2026-03-01 12:00:05",
    "2024-02-29 00:00:00",
    "1969-12-31 23:59:59",
    "2026-13-01 00:00:00",
    "2026-03-01",
  )
  .map((it) => ({ text: it }));
const few = fc.constantFrom<Member>({ text: "a" }, { text: "1" }, { digits: "1" }, { digits: "1.0" }, true, undefined);
const nothing = fc.constantFrom<Member>(undefined, undefined, null);

const event: fc.Arbitrary<RandomEvent> = fc.record({
  "@timestamp": fc.oneof(
    {
      weight: 9,
      arbitrary: fc.nat({ max: 12 }).map((step) => ({ digits: String(START + step * 700) })),
    },
    { weight: 3, arbitrary: fc.constantFrom(...OTHER_TIMES) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  a: fc.oneof(few, few, digits, text, nothing, fc.boolean()),
  b: fc.oneof(digits, digits, text, text, nothing, fc.boolean()),
  s: fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: nothing }),
  n: fc.oneof({ weight: 6, arbitrary: digits }, { weight: 1, arbitrary: nothing }, { weight: 1, arbitrary: text }),
  "m.p": fc.oneof(few, text, nothing),
  ip: fc.oneof({ weight: 6, arbitrary: address }, { weight: 1, arbitrary: nothing }, { weight: 1, arbitrary: text }),
  date: fc.oneof({ weight: 4, arbitrary: date }, { weight: 1, arbitrary: nothing }),
});

export const randomLog: fc.Arbitrary<readonly RandomEvent[]> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.array(event, { minLength: 4, maxLength: 30, size: "max" }),
  },
  { weight: 1, arbitrary: fc.array(event, { maxLength: 3 }) },
);

/** The log as logq reads it. */
export function ndjsonOf(events: readonly RandomEvent[]): string {
  return events
    .map((it) => {
      const { "@timestamp": timestamp, "m.p": nested, ...flat } = it;
      const members = Object.entries({ timestamp, ...flat }).flatMap(([name, member]) => memberText(name, member));
      const inner = memberText("p", nested);
      return `{${[...members, ...(inner.length === 0 ? [] : [`"m":{${inner}}`])].join(",")}}\n`;
    })
    .join("");
}

function memberText(name: string, member: Member): string[] {
  if (member === undefined) return [];
  const value =
    member === null || typeof member === "boolean"
      ? String(member)
      : "text" in member
        ? JSON.stringify(member.text)
        : member.digits;
  return [`${JSON.stringify(name)}:${value}`];
}

/** The same log as a table of values. */
export async function loadEvents(connection: DuckDBConnection, events: readonly RandomEvent[]): Promise<void> {
  const raw = COLUMNS.flatMap((_, index) => [`k${index} varchar`, `t${index} varchar`]);
  await connection.run(`create or replace temp table raw (pos bigint, ${raw.join(", ")})`);
  if (events.length > 0) {
    const rows = events.map((it, pos) => `(${[pos, ...COLUMNS.flatMap((name) => kindAndText(it[name]))].join(", ")})`);
    await connection.run(`insert into raw values ${rows.join(", ")}`);
  }
  const values = COLUMNS.map((name, index) => `${macroOf(name)}(k${index}, t${index}) as "${name}"`);
  await connection.run(`create or replace temp table events as select pos, ${values.join(", ")} from raw`);
}

function macroOf(name: string): string {
  return name === "@timestamp" ? "loaded_time" : "loaded_value";
}

function kindAndText(member: Member): [kind: string, text: string] {
  if (member === undefined || member === null) return ["null", "null"];
  if (typeof member === "boolean") return ["'b'", `'${member}'`];
  return "text" in member ? ["'t'", sqlText(member.text)] : ["'l'", sqlText(member.digits)];
}
