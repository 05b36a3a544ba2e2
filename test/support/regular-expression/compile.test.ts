import { describe, expect, it } from "vitest";
import { expression } from "./expression.ts";

describe("a regular expression", () => {
  it.each([
    ["2\\d\\d", "status 204 sent", "status 404"],
    ["(?i)timeout(error)?:", "TimeOutError: late", "timeout error:"],
    ["^(?i)Exception$", "EXCEPTION", "an exception"],
    ["^\\/health", "/health/live", "/api/health"],
    ["a.b", "a😀b", "a\nb"],
    ["(?s)a.b", "a\nb", "ab"],
    ["^b", "b", "a\nb"],
    ["(?m)^b$", "a\nb\nc", "a\rb\rc"],
    ["b$", "ab", "ab\n"],
    ["\\Aa\\z", "a", "a\n"],
    ["\\x41\\x{1F600}", "A😀", "A"],
    ["[[:alpha:]]{3}", "abc", "ab1"],
    ["^\\pL+$", "Größe", "a1"],
    ["\\Q1+1\\E=2", "1+1=2", "11=2"],
    ["a(?i:b)c", "aBc", "aBC"],
    ["\\bid\\b", "an id:", "idle"],
    ["\\B", "ab", "b😀_"],
    ["(?m)(?:x$|y)", "x\ny", "x😀"],
    ["^\\s$", "\t", "\v"],
    ["^\\w$", "_", "é"],
    ["^\\d$", "7", "٧"],
    ["(?i)k", "\u212a", "l"],
    ["x{2,3}y", "xxy", "xy"],
    ["^\\{", "{}", "x{"],
    ["[]a-]", "]", "b"],
  ])("%s is found in %j and not in %j", (pattern, text, other) => {
    const { test, captures } = expression(pattern);
    expect([test(text), test(other)]).toEqual([true, false]);
    expect(captures(text)).toBeDefined();
    expect(captures(other)).toBeUndefined();
  });

  it("gives the groups of the first match in order, undefined for those that took no part", () => {
    expect(expression("(\\w+)=(?:(\\d+)|(\\w))").captures("a= b=c d=5")).toEqual(["b", undefined, "c"]);
    expect(expression("x(.*?)y").captures("x1y2y")).toEqual(["1"]);
    expect(expression("x(.*?)y(?:)*").captures("x1y2y")).toEqual(["1"]);
    expect(expression("no groups?").captures("no group")).toEqual([]);
  });

  it("names its groups in either spelling, also with `@` in front, in either engine", () => {
    const names = ["user", undefined, "@ms", "a_1"];
    const pattern = "(?<user>\\w+)( )(?P<@ms>\\d+)(?<a_1>x?)";
    expect(expression(pattern).groupNames).toEqual(names);
    expect(expression(`${pattern}|\\pN`).groupNames).toEqual(names);
    expect(expression(`${pattern}|\\pN`).captures("ann 12")).toEqual(["ann", " ", "12", ""]);
  });

  it("keeps what a repeated group last held, as RE2 does", () => {
    expect(expression("^(?:(a)|b)*$").captures("ab")).toEqual(["a"]);
    expect(expression("^(a*)*$").captures("")).toEqual([""]);
  });

  it.each([
    ["(?i)error|fail", "built-in", "linear"],
    ['"user":"([^"]*)"', "built-in", "linear"],
    ["failed.*login", "built-in", "bounded up to 1024 characters, re2 for longer texts"],
    ["a.*b.*c", "re2", "backtracking takes up to length^3 steps"],
    ["(a+)+$", "re2", "backtracking has no known bound"],
    ["\\p{Greek}", "re2", "the built-in engine differs: a Unicode class"],
    ["(?i)é", "re2", "the built-in engine differs: `(?i)` with characters beyond ASCII"],
    ["\\x{D83D}", "re2", "the built-in engine differs: half of a surrogate pair"],
    ["(?:a|b?)*", "re2", "the built-in engine differs: a repetition of what can match nothing"],
    ["(?:(a)|b)+", "re2", "the built-in engine differs: a repeated group that not every repeat sets"],
  ])("runs %s on the engine %s: %s", (pattern, engine, reason) => {
    expect(expression(pattern)).toMatchObject({ pattern, engine, reason });
  });

  it("gives the same answer on either side of the length at which the engine changes", () => {
    const { test, captures } = expression("failed (.*)login");
    for (const length of [1000, 1023, 1024, 1025, 1026, 2000]) {
      const text = "failed ".padEnd(length - 5, "-");
      expect([test(`${text}login`), test(`${text}logiN`)]).toEqual([true, false]);
      expect(captures(`${text}login`)).toEqual(["-".repeat(length - 12)]);
    }
  });
});

describe("a hostile pattern or text", () => {
  it.each([
    ["(a+)+$", "a".repeat(100_000), "b"],
    ["(a|aa)*b", "a".repeat(100_000), "c"],
    ["(.*)*x", "a".repeat(100_000), "b"],
    ["a.*a.*a.*b", "a".repeat(100_000), "c"],
    ["failed.*login", "failed".repeat(20_000), "logi"],
    ["failed.*login", "failed".repeat(20_000), "\nlogin"],
    ["^(\\w+\\s?)*$", "word ".repeat(20_000), "!"],
    ["\\s+$", " ".repeat(100_000), "x"],
    ['"k":"([^"]*)"', '"k":"'.padEnd(100_000, "a"), ""],
    ["^(?:[^x]|\\\\.)*x$", "😀".repeat(600_000), "y"],
  ])("%s ends without a match on a long text", (pattern, text, end) => {
    const { test, captures } = expression(pattern);
    expect(test(text + end)).toBe(false);
    expect(captures(text + end)).toBeUndefined();
  });

  it("does not exhaust the stack of the built-in engine", () => {
    const pattern = `^(?:${"(".repeat(19)}.${")".repeat(19)})*x`;
    const { engine, test } = expression(pattern);
    expect(engine).toBe("built-in");
    for (const length of [50_000, 1_000_000]) expect(test("a".repeat(length))).toBe(false);
  });
});
