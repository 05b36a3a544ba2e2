import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRegularExpression, requiredTexts } from "../../../src/support/regular-expression/index.ts";
import { pattern, text } from "./arbitrary.ts";

describe("the texts that a pattern requires", () => {
  it.each([
    ["failed", ["failed"]],
    ["failed.*login", ["failed"]],
    ["timeout|deadlock", ["timeout", "deadlock"]],
    ["^(?:GET|POST) /api/", [" /api/"]],
    ["(error)+", ["error"]],
    ["x\\d{3}abc", ["abc"]],
    ["(?i)failed", undefined],
    ["a*", undefined],
    ["a|b*", undefined],
    [".", undefined],
    ["(", undefined],
  ])("of %s are %j", (source, expected) => {
    expect(requiredTexts(source)).toEqual(expected);
  });

  it("stand in every text that the pattern matches", () => {
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const compiled = compileRegularExpression(source);
        const required = requiredTexts(source);
        if (!compiled.ok || required === undefined || !compiled.expression.test(subject)) return;
        expect(required.some((part) => subject.includes(part))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
