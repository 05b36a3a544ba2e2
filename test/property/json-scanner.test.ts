import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonScanner } from "../../src/scan/index.ts";
import type { Value } from "../../src/values/index.ts";
import { anyJsonText, brokenJsonText, jsonText } from "../support/arbitrary-log.ts";
import { isJson } from "../support/is-json.ts";

const PATHS = [
  ...["a", "b", "c", "0", "", "a.b", "b.a", "a.0", "a.1", "a.a", "a.b.c", "a.0.b", "a.b.0", "b.c.a", "a.a.b.c", "a.."],
  ...[
    "__proto__",
    "a.__proto__",
    "__proto__.a",
    "constructor",
    "constructor.name",
    "a.length",
    "a.b.c.a.b",
    "@type",
    ".",
  ],
];

/** A document with other bytes around it, which must not be looked at. */
const SURROUNDINGS = ["", '"', "}", "]", "0", ".5", "e1", "+1", "e", "true", "l", ' "', "\\", ",1]", ":1}", " "];

function scan(scanner: JsonScanner, document: Buffer, around = ""): boolean {
  const bytes = Buffer.from(around);
  return scanner.scan(Buffer.concat([bytes, document, bytes]), bytes.length, bytes.length + document.length);
}

describe("a JSON document", () => {
  const around = fc.constantFrom(...SURROUNDINGS);

  it("is accepted with any spelling that JSON.parse accepts", () => {
    const scanner = new JsonScanner(PATHS);
    fc.assert(
      fc.property(anyJsonText, around, (text, bytes) => {
        expect(isJson(text)).toBe(true);
        expect(scan(scanner, Buffer.from(text), bytes)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("with something broken is accepted exactly when JSON.parse accepts it", () => {
    const scanner = new JsonScanner(PATHS);
    fc.assert(
      fc.property(brokenJsonText, around, (text, bytes) => {
        expect(scan(scanner, Buffer.from(text), bytes)).toBe(isJson(text));
      }),
      { numRuns: 4000 },
    );
  });

  it("with any byte in any place is accepted exactly when JSON.parse accepts its text", () => {
    const scanner = new JsonScanner(PATHS);
    const byte = fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(...Buffer.from('{}[]:,"\\ 01-.eutn/')));
    fc.assert(
      fc.property(anyJsonText, fc.array(fc.tuple(fc.nat(), byte), { maxLength: 3 }), around, (text, slips, bytes) => {
        const document = Buffer.from(text);
        for (const [place, replacement] of slips) document[place % Math.max(1, document.length)] = replacement;
        expect(scan(scanner, document, bytes)).toBe(isJson(document.toString("utf8")));
      }),
      { numRuns: 4000 },
    );
  });

  it("of up to four nasty characters is accepted exactly when JSON.parse accepts it", () => {
    const scanner = new JsonScanner(["a"]);
    let texts = [""];
    for (let length = 1; length <= 4; length++) {
      texts = texts.flatMap((text) => [...'{}[]",:01-.e\\ '].map((character) => text + character));
      const wrong = texts.filter((text) => scan(scanner, Buffer.from(text), "1") !== isJson(text));
      expect(wrong).toEqual([]);
    }
  });

  it("may be nested 100,000 levels deep, in and outside of wanted members", () => {
    const deep = 100_000;
    const scanner = new JsonScanner(["a", "a.a.a", "a.0.0", "last"]);
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
      ['[{"a":[', "]}]"],
    ] as const) {
      const nested = `${open.repeat(deep)}1${close.repeat(deep)}`;
      expect(scanner.scan(Buffer.from(nested), 0, nested.length)).toBe(true);
      const member = Buffer.from(`{"a":${nested},"last":7}`);
      expect(scanner.scan(member, 0, member.length)).toBe(true);
      expect(plain(scanner.value(3))).toBe(7);
      const open1 = Buffer.from(nested.slice(0, -1));
      expect(scanner.scan(open1, 0, open1.length)).toBe(false);
    }
  });
});

describe("the members of a JSON document", () => {
  it("are those of a walk through what JSON.parse makes of it", () => {
    const scanner = new JsonScanner(PATHS);
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(scan(scanner, Buffer.from(text), " ")).toBe(true);
        const document: unknown = JSON.parse(text);
        for (const [index, path] of PATHS.entries()) {
          const found = plain(scanner.value(index));
          const expected = walk(document, path);
          if (!expected.some((value) => isSame(found, value))) {
            throw new Error(`${path} is ${String(found)} instead of ${String(expected)}`);
          }
        }
      }),
      { numRuns: 4000 },
    );
  });

  it("do not depend on the other members that are wanted", () => {
    fc.assert(
      fc.property(jsonText, fc.subarray(PATHS, { minLength: 1, maxLength: 4 }), (text, some) => {
        const document = Buffer.from(text);
        const [all, few] = [new JsonScanner(PATHS), new JsonScanner(some)];
        scan(all, document);
        scan(few, document);
        for (const [index, path] of some.entries()) {
          expect(few.value(index)).toEqual(all.value(PATHS.indexOf(path)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("do not stay when the next document lacks them or is broken", () => {
    const scanner = new JsonScanner(["a", "b.c"]);
    const scanText = (text: string): boolean => scan(scanner, Buffer.from(text));
    expect(scanText('{"a":1,"b":{"c":2}}')).toBe(true);
    expect([plain(scanner.value(0)), plain(scanner.value(1))]).toEqual([1, 2]);
    expect(scanText('{"a":null,"b":3}')).toBe(true);
    expect([scanner.value(0), scanner.value(1)]).toEqual([undefined, undefined]);
    expect(scanText('{"a":1,"b":{"c":2}')).toBe(false);
    expect([scanner.value(0), scanner.value(1)]).toEqual([undefined, undefined]);
  });

  it("keep the digits of their numbers as they were written", () => {
    const scanner = new JsonScanner(["a"]);
    for (const digits of ["-0", "1.50", "1E+05", "9007199254740993", "1e-400"]) {
      scan(scanner, Buffer.from(`{"a": ${digits} }`));
      expect(scanner.value(0)).toEqual({ kind: "number", value: Number(digits), text: digits });
    }
  });
});

/** A value as JSON.parse would give it; a number beyond 64-bit floats has stayed text. */
function plain(value: Value): unknown {
  return typeof value === "object" && value.kind === "number" ? value.value : value;
}

function isSame(found: unknown, expected: unknown): boolean {
  if (typeof expected === "number" && !Number.isFinite(expected)) return String(Number(found)) === String(expected);
  return Object.is(found, expected);
}

/**
 * What a path may hold by the rules of section 2.3: the leaf that it leads to with the most
 * nesting. Where different members with dots in their names are nested equally deep, any of them.
 */
function walk(document: unknown, path: string): unknown[] {
  const parts = path.split(".");
  for (let depth = parts.length; depth >= 1; depth--) {
    const leaves = waysToJoin(parts, depth).flatMap((keys) => {
      const leaf = Array.isArray(document) ? undefined : keys.reduce(memberOf, document);
      return leaf === undefined || leaf === null || typeof leaf === "object" ? [] : [leaf];
    });
    if (leaves.length > 0) return leaves;
  }
  return [undefined];
}

/** All ways to make `count` member names of neighbouring parts. */
function waysToJoin(parts: readonly string[], count: number): string[][] {
  if (count === 1) return [[parts.join(".")]];
  const lengths = Array.from({ length: parts.length - count + 1 }, (_, index) => index + 1);
  return lengths.flatMap((length) =>
    waysToJoin(parts.slice(length), count - 1).map((rest) => [parts.slice(0, length).join("."), ...rest]),
  );
}

function memberOf(container: unknown, key: string): unknown {
  if (typeof container !== "object" || container === null || !Object.hasOwn(container, key)) return undefined;
  if (Array.isArray(container) && key === "length") return undefined;
  return (container as Record<string, unknown>)[key];
}
