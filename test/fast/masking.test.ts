import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineForms } from "../../src/patterns/index.ts";
import { LineMasker } from "../../src/patterns/mask-line.ts";
import { ScanKernel } from "../../src/scan/index.ts";
import { loadKernel } from "../../src/sources/load-kernel.ts";
import { createRandom } from "../../src/support/random.ts";
import { labelledLines } from "../patterns/known-templates.ts";
import { anyJsonText, brokenJsonText } from "../support/arbitrary-log.ts";

const INPUT_BYTES = 1024 * 1024;
const kernel = new ScanKernel(loadKernel(), [], INPUT_BYTES, { masksLines: true });
const forms = kernel.forms as LineForms;
const plain = new LineMasker();

/** Masks lines in the kernel and compares each with its plain twin; gives the share of which the kernel was sure. */
function shareOfSure(lines: readonly Buffer[]): number {
  let sure = 0;
  const { memory } = forms;
  let start = kernel.inputStart;
  for (const [index, line] of lines.entries()) {
    line.copy(memory, start);
    // Behind a line stands its end, and then the next one.
    memory.write(index % 3 === 0 ? "\r\n" : "\n", start + line.length);
    lines[index + 1]?.copy(memory, start + line.length + 1);
    if (isSameAsPlain(start, start + line.length)) sure++;
    start += line.length + 1;
    if (start > kernel.inputStart + INPUT_BYTES / 2) start = kernel.inputStart;
  }
  return sure / lines.length;
}

function isSameAsPlain(start: number, end: number): boolean {
  let code = forms.codeOf(start, end);
  if (code < 0) {
    forms.forget();
    code = forms.codeOf(start, end);
  }
  if (code === 0) return false;
  plain.mask(forms.memory, start, end);
  const masked = forms.maskedOf(code);
  // Comparing bytes first: texts are made for the message of a failure alone.
  if (plain.length !== masked.length || masked.compare(plain.masked, 0, plain.length) !== 0) {
    const line = forms.memory.toString("utf8", start, end);
    expect({ line, masked: masked.toString() }).toEqual({
      line,
      masked: plain.masked.toString("utf8", 0, plain.length),
    });
  }
  return true;
}

/** All texts up to a length over some characters. */
function allTexts(characters: string, longest: number): string[] {
  let texts = [""];
  const all = [""];
  for (let length = 1; length <= longest; length++) {
    texts = texts.flatMap((text) => [...characters].map((character) => text + character));
    all.push(...texts);
  }
  return all;
}

const PARTS = [
  // Times, whole and broken
  ...["2026-03-01T12:00:00.123Z", "2026-03-01 12:00:00,5 +0100", "2026/03/01", "01.03.2026 7:05:09 UTC", "12:30 GMT"],
  ...["01/Mar/2026:12:00:00 +0000", "Mar  1 12:00:00", "Mar 1, 2026", "1 Mar 2026", "20260301T120000-05:30", "9:05"],
  ...[
    "12:00:00.12345678901234567890123",
    "2026-03-01x",
    "2026-03-01T",
    "Mar 32 ",
    "Jan",
    "Mar",
    "may 5",
    "UTC",
    "+01:0",
  ],
  // Numbers and what has a unit
  ...["7", "42", "404", "1234", "12345678", "3.25", "-5", "-", "1e9", "1.2.3", "1.2.3+1.4", "10.0.0.1", "300.0.0.1"],
  ...["12ms", "1.5s", "2h30m", "3d4", "5µs", "5μs", "6\u212a", "6\u212aB", "20MB", "1.5GiB", "12345Kbps", "5rd", "7é"],
  // Identifiers
  ...["550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-44665544000g", "9fceb02", "0x7ffd", "0X1"],
  ...[
    "req_99668632a91a",
    "order-4711",
    "s3",
    "a1b2c3d4e5f6a7b8c9d0",
    "A1_b2_",
    "x".repeat(16),
    `z${"1y".repeat(9)}`,
    "_7_",
  ],
  ...["x".repeat(127), "x".repeat(128), "y".repeat(129), `${"1".repeat(129)}`, "ab".repeat(20)],
  // Addresses
  ...[
    "fe80::1ff:fe23:4567:890a",
    "00:1b:44:11:3a:b7",
    "1::22:33:44:55:66",
    "a:b:c",
    "ab:cd",
    "::1",
    "1:2:3:4:5:6:7:8:9",
  ],
  ...["ann.lee@example.com", "@x.y", "a@b", "https://example.com/a?b=c.", "x://", "C:\\temp\\x.log", "c:\\", "q:"],
  // Paths
  ...[
    "/",
    " / ",
    "/api/v1/{id}?x=1",
    "./a/b.txt,",
    "../c",
    "~/d.",
    "src/app/main.ts",
    "and/or",
    "HTTP/1.1",
    "a/b/c",
    ".../x",
  ],
  // Quotes and escapes
  ...[
    '"',
    "'",
    "`",
    '\\"',
    "\\\\",
    '\\\\\\"',
    "\\n",
    "\\u00e9",
    '"my file.txt"',
    "'x'",
    "don't",
    '"a"',
    '"/x y"',
    '""',
  ],
  ...['\\"a b\\"', '\\"7\\"', '\\"C:\\\\x\\"', `"${"w ".repeat(300)}"`, "\\", "\\t7"],
  // Structure
  ...[
    '{"message": "',
    '"}',
    '", "msg":"',
    '{"a":',
    '"key 1":',
    '"id_12345": ',
    '"@message" : "',
    ": ",
    ", ",
    "[",
    "]",
    "{",
    "}",
  ],
  ...["null", "true", "=", ":", ";", "|", "(", ")", "<", ">", ",", "&", "*", "?", "#5", "$1", "%", "^", "!"],
  // Blanks and other scripts
  ...[
    " ",
    "  ",
    "\t",
    "\r",
    "\u0001",
    "\u001e",
    "\u0013",
    "\u007f",
    "é",
    "日本",
    "🚀",
    "Überprüfung",
    "the",
    "for",
    "log",
  ],
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
const anyLineBytes = fc.oneof(
  { weight: 9, arbitrary: anyLine.map((line) => Buffer.from(line)) },
  { weight: 1, arbitrary: anyBytes },
);
/** Up to the bounds of what a line and its masked form may have. */
const longLine = fc
  .tuple(anyLine, fc.constantFrom("7 ", "ab ", "x1y2z3", '"', "é", "/a"), fc.nat(9000), anyParts)
  .map(([start, middle, times, end]) => Buffer.from(start + middle.repeat(times) + end));

describe("the masker of the kernel makes of a line what its plain twin makes", () => {
  it("where it is made of whatever has a kind, or nearly", () => {
    let count = 0;
    const property = fc.property(fc.array(anyLineBytes, { minLength: 30, maxLength: 60 }), (lines) => {
      expect(shareOfSure(lines)).toBeGreaterThan(0);
      count += lines.length;
    });
    fc.assert(property, { numRuns: 1500 });
    expect(count).toBeGreaterThan(45_000);
  });

  it("where it is long", () => {
    fc.assert(
      fc.property(fc.array(longLine, { minLength: 1, maxLength: 4 }), (lines) => void shareOfSure(lines)),
      {
        numRuns: 300,
      },
    );
  });

  it.each([
    ["a text", "", ""],
    ["a member of a JSON line", '{"a":"', '","b":1}'],
    ["the message of a JSON line", '{"message": "', '"}'],
    ["a JSON line", "{", "}"],
  ])("where it is any short text as %s", (_, before, behind) => {
    for (const characters of ['1a:."\\', "1f/ _-", "2:-T ", "'n@. "]) {
      const lines = allTexts(characters, characters.length > 5 ? 6 : 7);
      expect(shareOfSure(lines.map((text) => Buffer.from(before + text + behind)))).toBeGreaterThan(0.99);
    }
  });

  it("where bytes of it are lost or changed", () => {
    const random = createRandom(11);
    const lines = labelledLines(12, 20_000).map(({ text }) => {
      const bytes = Buffer.from(text);
      const at = random.below(bytes.length);
      if (random.chance(0.3)) return bytes.subarray(0, at);
      if (random.chance(0.5)) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      bytes[at] = random.below(128) === 0x0a ? 0x20 : random.below(128);
      return bytes;
    });
    expect(shareOfSure(lines)).toBeGreaterThan(0.99);
  });
});

describe("the masker of the kernel is sure", () => {
  it("of the lines of most logs", () => {
    expect(shareOfSure(labelledLines(13, 5000).map(({ text }) => Buffer.from(text)))).toBe(1);
  });

  it("but not of letters that are others in small, nor of very long lines", () => {
    expect(shareOfSure([Buffer.from("freed 6\u212a"), Buffer.alloc(16_385, "x")])).toBe(0);
  });
});
