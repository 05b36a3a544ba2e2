import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNumber, parseJson, printJson, timestamp, type Value, valueList, valueMap } from "../../src/values/index.ts";
import { anyJsonText, brokenJsonText } from "../support/arbitrary-log.ts";

describe("JSON text", () => {
  it("keeps the order of members and the digits of numbers, which JSON.parse does not", () => {
    const text = '{"b":1.50,"10":9007199254740993,"2":[1e2,-0],"__proto__":{}}';
    expect(printJson(parseJson(text))).toBe(text);
  });

  it("is read as values of their JSON types", () => {
    expect(parseJson(' {"a" : [ true , null, "x\\n" ], "n": 1.0 } ')).toEqual(
      valueMap([
        ["a", valueList([true, undefined, "x\n"])],
        ["n", logNumber(1, "1.0")],
      ]),
    );
  });

  it("gives the last of several members of one name, in the place of the first", () => {
    expect(printJson(parseJson('{"a":1,"b":2,"a":3}'))).toBe('{"a":3,"b":2}');
  });

  it("is not read from what is nested deeper than any log", () => {
    expect(parseJson("[".repeat(500) + "]".repeat(500))).toBeDefined();
    expect(parseJson("[".repeat(501) + "]".repeat(501))).toBeUndefined();
    expect(parseJson("[".repeat(1_000_000))).toBeUndefined();
  });

  it("reads a string of a million characters", () => {
    const text = "a\\\\".repeat(500_000);
    expect(parseJson(`"${text}"`)).toBe("a\\".repeat(500_000));
  });

  it("is printed with times as text, as no JSON type is a time", () => {
    expect(printJson(valueList([timestamp(0), "a", 1 / 3, undefined]))).toBe(
      '["1970-01-01 00:00:00.000","a",0.3333333333333333,null]',
    );
  });

  it("is taken for JSON exactly where JSON.parse takes it, and says the same", () => {
    fc.assert(
      fc.property(fc.oneof(anyJsonText, brokenJsonText, fc.string()), (text) => {
        const expected = parseOrNothing(text);
        expect(isJson(text)).toBe(expected !== undefined);
        if (expected !== undefined) expect(isDeepStrictEqual(plain(parseJson(text)), expected.value)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

function parseOrNothing(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A JSON null is a value as well, but as the only value of a text it cannot be told from broken text. */
function isJson(text: string): boolean {
  return parseJson(text) !== undefined || /^[ \t\r\n]*null[ \t\r\n]*$/.test(text);
}

/** What `JSON.parse` makes of the same text. */
function plain(value: Value): unknown {
  if (value === undefined) return null;
  if (typeof value !== "object") return value;
  switch (value.kind) {
    case "number":
      return value.value;
    case "timestamp":
      return value.epochMilliseconds;
    case "list":
      return value.items.map(plain);
    case "map": {
      const object: Record<string, unknown> = {};
      for (const [key, item] of value.members) {
        Object.defineProperty(object, key, {
          value: plain(item),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return object;
    }
  }
}
