import { describe, expect, it } from "vitest";
import { parseReplacement, replaceMatches } from "../../../src/support/regular-expression/index.ts";
import { expression } from "./expression.ts";

function replace(text: string, pattern: string, replacement: string): string {
  return replaceMatches(text, expression(pattern), parseReplacement(replacement));
}

describe("replacing matches", () => {
  it.each([
    ["a1b22", "\\d+", "#", "a#b#"],
    ["john smith", "(\\w+) (\\w+)", "\\2, \\1", "smith, john"],
    ["john smith", "(\\w+) (\\w+)", "$2, $1", "smith, john"],
    ["ab", "(x)?b", "[$1$0]", "a[b]"],
    ["ab", "b", "\\$1 \\\\ \\q", "a$1 \\ q"],
    ["ab", "b", "$", "a$"],
    ["ab", "b", "$x $", "a$x $"],
    ["abc", "", "-", "-a-b-c-"],
    ["baaac", "a*", "-", "-b-c-"],
    ["😀b😀", "b*", "-", "-😀-😀-"],
    ["abc", "x", "-", "abc"],
    ["", "^", "-", "-"],
  ])("of %j by /%s/ with %j gives %j", (text, pattern, replacement, expected) => {
    expect(replace(text, pattern, replacement)).toBe(expected);
  });

  it("is the same in either engine, and past the length at which the engine changes", () => {
    const text = "user=ann id=7; ".repeat(600);
    const long = replace(text, "(\\w+)=(\\w+)", "$2:$1");
    expect(long).toBe("ann:user 7:id; ".repeat(600));
    // The group keeps JavaScript's engine from taking it.
    expect(replace(text, "(\\w+)=(\\w+)(?:)*", "$2:$1")).toBe(long);
  });
});
