import fc from "fast-check";
import { createRandom, type Random } from "../../src/support/random.ts";
import { anyJsonText, brokenJsonText } from "../support/arbitrary-log.ts";

/** All texts up to a length over some characters. */
export function allTexts(characters: string, longest: number): string[] {
  let texts = [""];
  const all = [""];
  for (let length = 1; length <= longest; length++) {
    texts = texts.flatMap((text) => [...characters].map((character) => text + character));
    all.push(...texts);
  }
  return all;
}

/** Whatever has a kind in a masked line, or nearly; what ends a token, and what only seems to. */
const PARTS = [
  // Times, whole and broken
  ...["2026-03-01T12:00:00.123Z", "2026-03-01 12:00:00,5 +0100", "2026/03/01", "01.03.2026 7:05:09 UTC", "12:30 GMT"],
  ...["01/Mar/2026:12:00:00 +0000", "Mar  1 12:00:00", "Mar 1, 2026", "1 Mar 2026", "20260301T120000-05:30", "9:05"],
  ...["12:00:00.12345678901234567890123", "2026-03-01x", "2026-03-01T", "Mar 32 ", "Jan", "Mar", "may 5"],
  ...["UTC", "+01:0"],
  // Numbers and what has a unit
  ...["7", "42", "404", "1234", "12345678", "3.25", "-5", "-", "1e9", "1.2.3", "1.2.3+1.4", "10.0.0.1", "300.0.0.1"],
  ...["12ms", "1.5s", "2h30m", "3d4", "5µs", "5μs", "6\u212a", "6\u212aB", "20MB", "1.5GiB", "12345Kbps", "5rd", "7é"],
  // Identifiers
  ...["550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-44665544000g", "9fceb02", "0x7ffd", "0X1"],
  ...["req_99668632a91a", "order-4711", "s3", "a1b2c3d4e5f6a7b8c9d0", "A1_b2_", "x".repeat(16)],
  ...[`z${"1y".repeat(9)}`, "_7_"],
  ...["x".repeat(127), "x".repeat(128), "y".repeat(129), `${"1".repeat(129)}`, "ab".repeat(20)],
  // Addresses
  ...["fe80::1ff:fe23:4567:890a", "00:1b:44:11:3a:b7", "1::22:33:44:55:66", "a:b:c", "ab:cd"],
  ...["::1", "1:2:3:4:5:6:7:8:9"],
  ...["ann.lee@example.com", "@x.y", "a@b", "https://example.com/a?b=c.", "x://", "C:\\temp\\x.log", "c:\\", "q:"],
  // Paths
  ...["/", " / ", "/api/v1/{id}?x=1", "./a/b.txt,", "../c", "~/d.", "src/app/main.ts", "and/or", "HTTP/1.1"],
  ...["a/b/c", ".../x"],
  // Quotes and escapes
  ...['"', "'", "`", '\\"', "\\\\", '\\\\\\"', "\\n", "\\u00e9", '"my file.txt"', "'x'", "don't", '"a"'],
  ...['"/x y"', '""'],
  ...['\\"a b\\"', '\\"7\\"', '\\"C:\\\\x\\"', `"${"w ".repeat(300)}"`, "\\", "\\t7"],
  // Structure
  ...['{"message": "', '"}', '", "msg":"', '{"a":', '"key 1":', '"id_12345": ', '"@message" : "', ": ", ", ", "["],
  ...["]", "{", "}"],
  ...["null", "true", "=", ":", ";", "|", "(", ")", "<", ">", ",", "&", "*", "?", "#5", "$1", "%", "^", "!"],
  // Blanks and other scripts
  ...[" ", "  ", "\t", "\r", "\u0001", "\u001e", "\u0013", "\u007f", "é", "日本", "🚀", "Überprüfung", "the"],
  ...["for", "log"],
];

const anyText = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PARTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'01a_:/.-"\\ '), maxLength: 40 }) },
);
const anyParts = fc.array(anyText, { maxLength: 14 }).map((parts) => parts.join(""));
const anyLine = fc.oneof(
  { weight: 4, arbitrary: anyParts },
  { weight: 4, arbitrary: anyParts.map((text) => `{"level": "INFO", "message": "${text}", "n": 5}`) },
  { weight: 2, arbitrary: anyParts.map((text) => `{"a": "${text}", "log":"${text}"}`) },
  { weight: 2, arbitrary: anyParts.map((text) => JSON.stringify({ msg: text, [text]: [text, 7] })) },
  { weight: 1, arbitrary: anyJsonText },
  { weight: 1, arbitrary: brokenJsonText },
);
const anyBytes = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
export const anyLineBytes = fc.oneof(
  { weight: 9, arbitrary: anyLine.map((line) => Buffer.from(line)) },
  { weight: 1, arbitrary: anyBytes },
);
/** Up to the bounds of what a line and its masked form may have. */
export const longLine = fc
  .tuple(anyLine, fc.constantFrom("7 ", "ab ", "x1y2z3", '"', "é", "/a"), fc.nat(9000), anyParts)
  .map(([start, middle, times, end]) => Buffer.from(start + middle.repeat(times) + end));

/** What stands around places that are masked: whether a place is one of them, and how far it goes, hangs on these. */
const JOINTS = [
  ...["Mar", "may", "Jan", "foo", "x", "fe80", "ab", "g", "UTC", "T", "Z", "ms", "GB", "don't", "http", "C", "é", "_"],
  ...[
    "1",
    "12",
    "123",
    "2026",
    "255",
    "256",
    "12:00",
    "9:05:01",
    "2026-03-01",
    "10.0.0.1",
    "1.5",
    "01/Mar/2026",
    "0x1f",
  ],
  ...[
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\t",
    "\u001e",
    ":",
    ":",
    ".",
    ".",
    "-",
    "-",
    "/",
    "~",
    "*",
    "..",
    "::",
    "://",
    ":\\",
    ",",
  ],
  ...["[", "(", "=", '"', "'", "@", "%", "#", "abcdefghijklmno", "web-01", "a1b2c3", "word-of-more-than-sixteen-bytes"],
];

/** A text of them, in which a part is changed again and again: most of its forms come more than once. */
export const alteredLines: fc.Arbitrary<readonly Buffer[]> = fc
  .tuple(
    fc.array(fc.constantFrom(...JOINTS), { minLength: 2, maxLength: 10 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...JOINTS)), { minLength: 20, maxLength: 60 }),
  )
  .map(([parts, changes]) =>
    changes.map(([at, part]) =>
      Buffer.from(
        parts
          .with(at % parts.length, part)
          .join("")
          .replaceAll("\n", ""),
      ),
    ),
  );

const KEYS = [
  ...["message", "message", "msg", "log", "a", "b", "@message", "key 1", "it's", "id_1", "é", "user_id"],
  "x".repeat(130),
];
const CONSTANTS = [
  ...["INFO", "don't stop", "it 's", "it 's", "`", "a\nb", 'say "a b"', "", "/x/7", "HTTP request", "Mar", "\\", 'C:"'],
];
const NUMBERS = [
  ...["7", "-5", "3.25", "1e9", "1.5e-3", "1234", "12345678", "404", "true", "null", "0", "[]", "[1,20,300]"],
];

/** What stands for a text and for another value in a layout. */
const TEXT_HOLE = "\u0001";
const HOLE = "\u0002";

/** A JSON line with a hole for each value, some of which are filled already. */
function anyLayout(random: Random, depth = 0): string {
  const blank = random.chance(0.5) ? " " : "";
  const value = (): string => {
    if (depth < 2 && random.chance(0.15)) return anyLayout(random, depth + 1);
    if (random.chance(0.1)) return `[${TEXT_HOLE},${blank}${HOLE}]`;
    if (random.chance(0.2)) return JSON.stringify(oneOf(random, CONSTANTS));
    return random.chance(0.7) ? TEXT_HOLE : HOLE;
  };
  const member = (): string => `${JSON.stringify(oneOf(random, KEYS))}:${blank}${value()}`;
  return `{${Array.from({ length: 1 + random.below(6) }, member).join(`,${blank}`)}}`;
}

function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.below(items.length)] as Item;
}

/** Lines of few layouts whose values vary, but for those that often come. */
export function layoutLog(seed: number): Buffer {
  const random = createRandom(seed);
  const layouts = Array.from({ length: 1 + random.below(4) }, () => anyLayout(random));
  const parts = [...Array.from({ length: 5 }, () => oneOf(random, PARTS)), "'", "two words", " x ' y", "z"];
  const between = random.chance(0.5) ? " " : "";
  const text = (): string => Array.from({ length: 1 + random.below(3) }, () => oneOf(random, parts)).join(between);
  const usual = text();
  const lines = Array.from({ length: 400 }, () =>
    oneOf(random, layouts)
      .replaceAll(TEXT_HOLE, () => JSON.stringify(random.chance(0.4) ? usual : text()))
      .replaceAll(HOLE, () => oneOf(random, NUMBERS)),
  );
  return Buffer.from(`${lines.join(random.chance(0.2) ? "\r\n" : "\n")}\n`);
}
