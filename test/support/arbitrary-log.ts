import fc from "fast-check";

/** Blanks that JSON allows between tokens; no newline, so that a document stays one line. */
const blank = fc.constantFrom("", "", "", "", " ", "  ", "\t", "\r");

/** Pieces of JSON strings as they are spelled, most of them escapes. */
const STRING_PIECES = [
  ...["a", "b", "x y", "é", "日", "😀", "\u007f", "\u2028", "{", "[", ",", ":", "//", "'", "1"],
  ...[
    '\\"',
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u0041",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\uD83D",
    "\\u0000",
  ],
];

const jsonString = fc
  .oneof(
    fc.constantFrom("", "a", "ERROR", "7 ms", "200", "2026-03-01T12:00:00.123Z"),
    fc.array(fc.constantFrom(...STRING_PIECES), { maxLength: 5 }).map((pieces) => pieces.join("")),
  )
  .map((text) => `"${text}"`);

/** Few keys, so that they repeat and nest; some of them mean something to JavaScript, or are escaped. */
const KEYS = [
  "a",
  "b",
  "c",
  "0",
  "1",
  "a.b",
  "b.c",
  "a.0",
  "",
  "@type",
  "__proto__",
  "constructor",
  "\\u0061",
  "\\u002e",
];
const jsonKey = fc.constantFrom(...KEYS).map((key) => `"${key}"`);

/** Every spelling of numbers that JSON has. */
const jsonNumber = fc.oneof(
  fc.constantFrom("0", "-0", "1", "1.0", "-1.50", "10", "1e5", "1E+05", "12e-2", "0.1e-7", "1e999", "-1e999"),
  fc.constantFrom("9007199254740993", "123456789012345678901234567890", "0.30000000000000004", "5e-324"),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

/** JSON text, with the blanks, duplicates, escapes and spellings that a log may hold. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  object: fc
    .array(fc.tuple(blank, jsonKey, blank, blank, tie("value"), blank), { maxLength: 5 })
    .map((members) => members.map(([a, key, b, c, value, d]) => `${a}${key}${b}:${c}${value}${d}`).join(","))
    .map((members) => `{${members}}`),
  array: fc
    .array(fc.tuple(blank, tie("value"), blank), { maxLength: 4 })
    .map((elements) => `[${elements.map((element) => element.join("")).join(",")}]`),
  value: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.oneof(jsonString, jsonNumber, fc.constantFrom("true", "false", "null")),
    tie("object"),
    tie("array"),
  ),
})).object;

/** JSON values of all kinds at the top. */
export const anyJsonText: fc.Arbitrary<string> = fc
  .tuple(
    blank,
    fc.oneof(
      { weight: 5, arbitrary: jsonText },
      { weight: 1, arbitrary: fc.array(jsonText, { maxLength: 3 }).map((all) => `[${all.join(" , ")}]`) },
      { weight: 1, arbitrary: fc.oneof(jsonString, jsonNumber, fc.constantFrom("true", "false", "null")) },
    ),
    blank,
  )
  .map((parts) => parts.join(""));

const DAMAGE = [..."{}[]:,\"\\ 01-.eEtfn\u0000\u001f/'", "null", "true", "nul", "1e", "\\u12", "\ufeff", "\u00a0", "é"];

/** JSON text with some of it cut out, put in or cut off: most of it broken, but not all. */
export const brokenJsonText: fc.Arbitrary<string> = fc
  .tuple(
    anyJsonText,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.constantFrom("", ...DAMAGE)), { minLength: 1, maxLength: 2 }),
    fc.option(fc.nat()),
  )
  .map(([text, damages, end]) => {
    let damaged = text;
    for (const [place, cut, put] of damages) {
      const at = place % (damaged.length + 1);
      damaged = damaged.slice(0, at) + put + damaged.slice(at + cut);
    }
    return end === null || end % 4 > 0 ? damaged : damaged.slice(0, end % (damaged.length + 1));
  });

/** Values in few different spellings, so that groups, ties and equal texts of different kinds come up. */
const entryValue = fc.constantFrom(
  ...["1", "1.0", "2", "10", "0.1", "0.2", "-3.25", "1e2", "9007199254740993", "1e308", "-1e308"],
  ...['"1"', '"10"', '"a"', '"A"', '"took 7 ms"', '""', '"a1"', '"a10"', "true", "false", "null", "[1,2]", '{"v":1}'],
);

const entryTime = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map((second) => `"2026-03-01T12:00:0${second}.000Z"`),
  fc.constantFrom('"2026-03-01T13:30:00+01:00"', "1772366400", "1772366400123", '"yesterday"', "null"),
);

/** Entries with the members `timestamp`, `level`, `service`, `message`, `x` and `context.user_id`, each at times absent. */
export const entryLine: fc.Arbitrary<string> = fc
  .record(
    {
      timestamp: entryTime,
      level: fc.constantFrom('"ERROR"', '"INFO"', '"WARN"'),
      service: fc.constantFrom('"task-api"', '"auth"', '"7"', "7"),
      message: fc.constantFrom('"task save failed after 812 ms"', '"GET /tasks/42"', '"took 7 ms, then 9 ms"', '"ok"'),
      x: entryValue,
      context: entryValue.map((value) => `{"user_id":${value}}`),
    },
    { requiredKeys: [] },
  )
  .map((members) => `{${Object.entries(members).map(([key, value]) => `"${key}":${value}`)}}`);

/** A line of a log: mostly entries, and whatever else logs hold. */
export const logLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: entryLine },
  { weight: 1, arbitrary: fc.array(entryLine, { maxLength: 3 }).map((all) => `[${all.join(", ")}]`) },
  { weight: 1, arbitrary: anyJsonText },
  { weight: 1, arbitrary: brokenJsonText.map((text) => text.replaceAll("\n", " ")) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\t\r", "started on port 8080 after 12 ms", "🎉") },
);
