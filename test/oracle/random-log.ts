import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { sqlText } from "./sql-values.ts";

/** A member of an event: text, the digits of a number, a boolean, null, or not there at all. */
export type Member = { readonly text: string } | { readonly digits: string } | boolean | null | undefined;
export type RandomEvent = Readonly<Record<string, Member>>;

export const FIELDS: readonly string[] = ["a", "b", "s", "n", "m.p"];
/** The columns of the table `events`, beside `pos`. */
export const COLUMNS: readonly string[] = ["@timestamp", ...FIELDS];

const START = Date.UTC(2026, 2, 1, 12);

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
const few = fc.constantFrom<Member>({ text: "a" }, { text: "1" }, { digits: "1" }, { digits: "1.0" }, true, undefined);
const nothing = fc.constantFrom<Member>(undefined, undefined, null);

const event: fc.Arbitrary<RandomEvent> = fc.record({
  "@timestamp": fc.oneof(
    {
      weight: 9,
      arbitrary: fc.nat({ max: 12 }).map((step) => ({ digits: String(START + step * 700) })),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  a: fc.oneof(few, few, digits, text, nothing, fc.boolean()),
  b: fc.oneof(digits, digits, text, text, nothing, fc.boolean()),
  s: fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: nothing }),
  n: fc.oneof({ weight: 6, arbitrary: digits }, { weight: 1, arbitrary: nothing }, { weight: 1, arbitrary: text }),
  "m.p": fc.oneof(few, text, nothing),
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
