import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { compileRegularExpression } from "../../../src/support/regular-expression/index.ts";
import { anyPattern, pattern, text } from "./arbitrary.ts";
import { expression } from "./expression.ts";

/** RE2 refuses counts within counts that come to more than 1,000 repeats, which a random pattern can have. */
const acceptedPattern = pattern.filter(isAccepted);

describe("a regular expression, beside RE2", () => {
  it("finds the same matches and groups", () => {
    let builtIn = 0;
    fc.assert(
      fc.property(acceptedPattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
        const { engine, test, captures } = expression(source);
        const reference = RE2JS.compile(source);
        if (engine === "built-in") builtIn++;
        for (const subject of texts) {
          expect(captures(subject)).toEqual(reference.exec(subject)?.slice(1));
          expect(test(subject)).toBe(reference.test(subject));
        }
      }),
      { numRuns: 4000 },
    );
    expect(builtIn).toBeGreaterThan(2000);
  });

  it("accepts the same patterns", () => {
    fc.assert(
      fc.property(fc.oneof(anyPattern, pattern), (source) => {
        expect(compileRegularExpression(source).ok).toBe(isAccepted(source));
      }),
      { numRuns: 8000 },
    );
  });
});

function isAccepted(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}
