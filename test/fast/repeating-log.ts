import fc from "fast-check";
import { brokenJsonText, logLine } from "../support/arbitrary-log.ts";

/** Members that layouts are made of: wanted ones, their neighbours, dots and escapes in names. */
const KEYS = [
  ...["a", "a", "b", "b", "b", "c", "d", "e", "a.b", "a.0", "0", "1", "", "é", "a-key-of-sixteen"],
  "a-key-of-seventeen",
  `key${"-long".repeat(30)}`,
];

/** The members to read of such lines. */
export const WANTED: readonly string[] = [
  ...["a", "b", "a.b", "a.0", "a.1", "a.b.c", "0", "", "timestamp", "ts", "@@timestamp", "é", "\n", "a.a", "b.b.b"],
  "a-key-of-seventeen",
  `key${"-long".repeat(30)}`,
];

/** Where a value comes in a layout, and where a time does. */
const HOLE = "\u0001";
const TIME_HOLE = "\u0002";

const blank = fc.constantFrom("", "", "", "", " ", "\t", "  ", "\r", " ".repeat(17));

const timeKey = fc.constantFrom("timestamp", "time", "ts", "@timestamp");

/** A JSON object with holes for values, and now and then a value that never changes. */
const layout: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    { weight: 6, arbitrary: fc.constant(HOLE) },
    { weight: 1, arbitrary: fc.constantFrom("true", "false", "null", "{}", "[]", "[ ]", "7", '"x"') },
    { weight: 1, arbitrary: tie("object") },
    {
      weight: 1,
      arbitrary: fc.array(tie("value"), { minLength: 1, maxLength: 4 }).map((all) => `[${all.join(",")}]`),
    },
  ),
  object: fc
    .uniqueArray(
      fc.oneof(
        { weight: 20, arbitrary: fc.tuple(blank, fc.constantFrom(...KEYS), blank, tie("value"), blank) },
        { weight: 2, arbitrary: fc.tuple(blank, timeKey, blank, fc.constant(TIME_HOLE), blank) },
        { weight: 1, arbitrary: fc.tuple(blank, fc.constantFrom("\\u0061", "\\n"), blank, tie("value"), blank) },
      ),
      { maxLength: 6, size: "max", selector: ([, key]) => key },
    )
    .map((members) => members.map(([a, key, b, value, c]) => `${a}"${key}"${b}:${b}${value}${c}`).join(","))
    .map((members) => `{${members}}`),
})).object;

const lengths = [0, 1, 7, 8, 14, 15, 16, 17, 30, 31, 32, 33, 47, 48, 63, 64, 65];

const FILLINGS = [
  ...lengths.map((length) => `"${"x".repeat(length)}"`),
  ...lengths.map((length) => `"${"y".repeat(length)}\\n"`),
  ...lengths.map((length) => `"${"é".repeat(length)}\\u00e9\\\\"`),
  ...['""', '"a"', '"b"', '"\\""', '"\\\\"', '"\\ud83d\\ude00"', '"\\ud83d"', '"true"', '"1"', '"null"', '"}"', '","'],
  ...["0", "-0", "1", "12", "1.0", "-1.5e3", "1E+2", "1e-2", "1e999", "9007199254740993", "true", "false", "null"],
  ...['{"a":1}', '{"b":"x","c":[1,2]}', "[]", "{}", "[[1],[2]]", '[{"b":true}]', '{"a":1,"a":2}', '{"z":1,"z":2}'],
  ...["01", "1.", ".5", "+1", "-", "1e", "tru", "nulls", "falsy", '"\\x"', '"\\u12g4"', '"', "", "'a'", "NaN", "1 2"],
];

/** More than half of them in the spelling that logs use. */
const TIMES = [
  ...Array.from({ length: 30 }, (_, index) => `"2026-03-0${1 + (index % 3)}T12:${10 + index}:00.${100 + index}Z"`),
  ...[
    '"2026-03-01T12:00:00Z"',
    '"2026-03-01T12:00:00.1Z"',
    '"2026-03-01T12:00:00.123456789Z"',
    '"2026-02-29T00:00:00Z"',
  ],
  ...['"2024-02-29T23:59:59.999Z"', '"2026-03-01T24:00:00Z"', '"2026-03-01T12:00:60Z"', '"2026-03-01t12:00:00z"'],
  ...['"0000-01-01T00:00:00Z"', '"0099-12-31T00:00:00.5Z"', '"1969-12-31T23:59:59.999Z"', '"2026-03-01T12:00:00,5Z"'],
  ...['"9999-12-31T23:59:59.999Z"', '"2026-03-01 12:00:00Z"', '"2026-03-01T12:00:00.Z"', '"2026-13-01T12:00:00Z"'],
  ...['"2026-03-01T12:00:00+01:00"', '"2026-03-01"', "1772366400", "1772366400123", '"1772366400"', '"yesterday"'],
];

/** Bytes that break a line, or seem to. */
const DAMAGE = ["", ",", "}", "]", "{", '"', "\\", " ", "\r", "\t", "\u0000", "\u001f", "\f", "\u00a0", "0", "e", "x"];

/** How many of the fillings are sound wherever they stand. */
const PLAIN_FILLINGS = 3 * lengths.length + 25;

interface LineChoice {
  readonly layout: number;
  readonly fillings: readonly number[];
  readonly damage: { readonly place: number; readonly cut: number; readonly put: string } | undefined;
  readonly end: string;
}

const lineChoice: fc.Arbitrary<LineChoice> = fc.record({
  layout: fc.nat({ max: 3 }),
  fillings: fc.array(
    fc.oneof(
      { weight: 15, arbitrary: fc.nat({ max: PLAIN_FILLINGS }) },
      { weight: 1, arbitrary: fc.nat({ max: FILLINGS.length - 1 }) },
    ),
    { minLength: 1, maxLength: 6 },
  ),
  damage: fc.oneof(
    { weight: 8, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({
        place: fc.nat(),
        cut: fc.constantFrom(0, 0, 1, 3, 1000),
        put: fc.constantFrom(...DAMAGE),
      }),
    },
  ),
  end: fc.constantFrom("\n", "\n", "\n", "\n", "\n", "\n", "\r\n", " \n", "\n\n", " {}\n", " \t\n"),
});

/** Lines of few layouts whose values vary, so that known layouts are followed and left at every point. */
export const repeatingLog: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.array(layout, { minLength: 1, maxLength: 4 }),
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: lineChoice },
        { weight: 1, arbitrary: fc.oneof(logLine, brokenJsonText).map((line) => `${line.replaceAll("\n", " ")}\n`) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from([...bytes, 0x0a])) },
      ),
      { maxLength: 60, size: "max" },
    ),
    fc.constantFrom("\n", "\n", ""),
  )
  .map(([layouts, lines, end]) => {
    const bytes = Buffer.concat(lines.map((line) => bytesOf(line, layouts)));
    return end === "" && bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
  });

function bytesOf(line: LineChoice | string | Buffer, layouts: readonly string[]): Buffer {
  if (typeof line === "string" || Buffer.isBuffer(line)) return Buffer.from(line);
  let hole = 0;
  const text = (layouts[line.layout % layouts.length] ?? "").replace(/[\u0001\u0002]/g, (kind) => {
    const choice = line.fillings[hole++ % line.fillings.length] ?? 0;
    return (kind === HOLE ? FILLINGS[choice] : TIMES[choice % TIMES.length]) ?? "";
  });
  return Buffer.from(damaged(text, line.damage) + line.end);
}

function damaged(text: string, damage: LineChoice["damage"]): string {
  if (damage === undefined) return text;
  const at = damage.place % (text.length + 1);
  return text.slice(0, at) + damage.put + text.slice(at + damage.cut);
}
