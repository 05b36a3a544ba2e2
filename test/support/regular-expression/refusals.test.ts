import { describe, expect, it } from "vitest";
import { compileRegularExpression } from "../../../src/support/regular-expression/index.ts";

describe("a pattern that cannot be used", () => {
  // The place of the problem is marked in the pattern: ‹from here to there›.
  it.each([
    ["a‹(?=›b)", "lookahead `(?=` is not supported: CloudWatch's engines match in linear time"],
    ["a‹(?!›b)", "lookahead `(?!`"],
    ["‹(?<=›a)b", "lookbehind `(?<=`"],
    ["‹(?<!›a)b", "lookbehind `(?<!`"],
    ["(a)‹\\1›", "backreference `\\1` is not supported"],
    ["(?<n>a)‹\\k<n>›", "backreference `\\k<n>`"],
    ["(?P<n>a)‹(?P=n)›", "backreference `(?P=n)`"],
    ["(a)‹\\g1›", "backreference `\\g1`"],
    ["x‹(?>›a+)", "atomic group `(?>`"],
    ["a+‹+›", "possessive quantifiers are not supported"],
    ["a{2}‹+›", "possessive quantifiers are not supported"],
    ["(a)‹(?(›1)b|c)", "conditional `(?(`"],
    ["‹(?|›a|b)", "branch reset `(?|`"],
    ["a‹(?#›note)", "comment `(?#`"],
    ["a‹(?R›)?", "recursion `(?R`"],
    ["‹(?'›n'a)", "group name `(?'`"],
    ["‹(›a(b)", "the `(` is never closed"],
    ["a(b)‹(›?:c", "the `(` is never closed"],
    ["ab‹)›c)", "the `)` closes nothing"],
    ["[x]‹[›a-z", "the `[` is never closed"],
    ["x‹[›]", "the `[` is never closed"],
    ["a‹{3,2}›", "the least count is above the most"],
    ["a‹{1001}›", "more than 1000 repeats"],
    ["a‹{2,1001}›?", "more than 1000 repeats"],
    ["(?:a{100})‹{11}›", "counts within counts come to more than 1000 repeats"],
    ["‹*›.log", "`*` has nothing to repeat"],
    ["a|‹+›b", "`+` has nothing to repeat"],
    ["(?:‹{2}›)", "`{2}` has nothing to repeat"],
    ["a*‹*›", "`*` follows another quantifier"],
    ["a‹\\y›", "`\\y` is not a known escape"],
    ["a‹\\Z›", "`\\Z` is not a known escape"],
    ["‹\\u›0041", "`\\u` is not a known escape"],
    ["‹\\é›", "`\\é` is not a known escape"],
    ["[‹\\b›]", "`\\b` is not a known escape"],
    ["‹\\x{110000}›", "there is no such character"],
    ["‹\\x›4", "`\\x` is not a known escape"],
    ["ab‹\\›", "nothing follows the `\\`"],
    ["‹\\pX›", "`\\pX` is not a known Unicode class"],
    ["a‹\\p{Klingon}›", "`\\p{Klingon}` is not a known Unicode class"],
    ["[a‹[:alpa:]›]", "`[:alpa:]` is not a known class"],
    ["[a‹z-a›]", "the range `z-a` is in the wrong order"],
    ["[‹+-\\d›]", "`\\d` cannot end a range"],
    ["(?<n>a)(?<‹n›>b)", "two groups have the name `n`"],
    ["(?<‹a-b›>a)", "`a-b` is not a valid group name"],
    ["(?<‹>›a)", "the group has no name"],
    ["x‹(?<›n", "the group name is never closed"],
    ["(?i‹x›)a", "`x` is not a known flag"],
    ["a‹(?i›", "`(?i` is incomplete"],
    ["‹(?i-›)a", "`(?i-` is incomplete"],
    [`${"(".repeat(200)}‹(›${")".repeat(201)}`, "groups nest more than 200 deep"],
    [`‹${"(?:\\w{99}x){10}".repeat(11)}›`, "with its counts written out the pattern has"],
  ])("%s is refused: %s", (marked, message) => {
    const compilation = compileRegularExpression(marked.replace(/[‹›]/g, ""));
    if (compilation.ok) throw new Error(`${marked} was accepted`);
    const { problem } = compilation;
    expect(problem.message).toContain(message);
    expect(problem.offset).toBe(marked.indexOf("‹"));
    expect(problem.offset + problem.length).toBe(marked.indexOf("›") - 1);
  });

  it("is told the place in UTF-16 code units, and a way out", () => {
    expect(compileRegularExpression("😀|a(?=b)")).toEqual({
      ok: false,
      problem: {
        offset: 4,
        length: 3,
        message: "lookahead `(?=` is not supported: CloudWatch's engines match in linear time and have none",
        help: "match the neighbouring text too, and put a group with a name around what you want",
      },
    });
  });
});
