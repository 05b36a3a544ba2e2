import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNumber, timestamp, valueList } from "../../src/values/index.ts";
import { run } from "./run.ts";

describe("text functions", () => {
  it("take numbers, booleans and times by their printed text", () => {
    expect(run("concat", logNumber(1.5, "1.50"), " ", 2 / 3, " ", true, " ", timestamp(0))).toBe(
      "1.50 0.6667 1 1970-01-01 00:00:00.000",
    );
    expect(run("strlen", 1234)).toBe(4);
    expect(run("startsWith", 503, "5")).toBe(true);
  });

  it("count lists as missing", () => {
    expect(run("toupper", valueList(["a"]))).toBeUndefined();
    expect(run("isempty", valueList(["a"]))).toBe(true);
    expect(run("strcontains", valueList(["a"]), "a")).toBe(false);
  });

  it("trim white space only where no characters are given", () => {
    expect(run("trim", "\t a\u00a0\n")).toBe("a");
    expect(run("trim", " -a- ", "-")).toBe(" -a- ");
    expect(run("trim", "aaa", "a")).toBe("");
    expect(run("trim", " a ", "")).toBe(" a ");
    expect(run("trim", "a", undefined)).toBeUndefined();
  });

  it("never split a character outside of the basic plane", () => {
    expect(run("substr", "a🚆b", 1, 1)).toBe("🚆");
    expect(run("substr", "a🚆b", 2)).toBe("b");
    expect(run("rtrim", "a🚆🚆", "🚆")).toBe("a");
  });

  it("cut code points out as a naive loop does", () => {
    const position = fc.integer({ min: -3, max: 8 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "Z", "é", "🚆", "𝒳"), maxLength: 6 }),
        position,
        position,
        (text, start, length) => {
          const from = Math.max(0, start);
          const expected = [...text].filter((_, index) => index >= from && index < from + length).join("");
          expect(run("substr", text, start, length)).toBe(expected);
          expect(run("strlen", text)).toBe([...text].length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("give nothing for a missing position", () => {
    expect(run("substr", "abc", undefined)).toBeUndefined();
    expect(run("substr", "abc", 0, "many")).toBeUndefined();
  });

  it("replace literally, every time", () => {
    expect(run("replace", "a+b+c", "+", "")).toBe("abc");
    expect(run("replace", "aaa", "aa", "b")).toBe("ba");
    expect(run("replace", "abc", "b", undefined)).toBeUndefined();
  });

  it("find empty text everywhere and a missing one nowhere", () => {
    expect(run("strcontains", "abc", "")).toBe(true);
    expect(run("strcontains", "abc", undefined)).toBe(false);
    expect(run("endsWith", "abc", undefined)).toBe(false);
  });

  it("ignore letter case only for a true third argument", () => {
    expect(run("strcontains", "TIMEOUT", "out", true)).toBe(true);
    expect(run("strcontains", "TIMEOUT", "out", 1)).toBe(true);
    expect(run("strcontains", "TIMEOUT", "out", false)).toBe(false);
    expect(run("strcontains", "TIMEOUT", "out", undefined)).toBe(false);
  });
});
