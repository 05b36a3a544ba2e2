import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundCost } from "../../../src/support/regular-expression/cost.ts";
import { parsePattern } from "../../../src/support/regular-expression/parser.ts";
import type { PatternNode } from "../../../src/support/regular-expression/syntax-tree.ts";
import { countSteps } from "./backtracking.ts";

function parse(pattern: string): PatternNode {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed) throw new Error(`${pattern}: ${parsed.problem.message}`);
  return parsed.tree;
}

describe("the bound on backtracking", () => {
  it.each([
    ["ERROR", 1, "there is no loop"],
    ["error: .*", 1, "a loop at the end never fails"],
    ["^.*error", 1, "the search cannot begin anywhere else"],
    ['"k":"([^"]*)"', 1, "a run cannot contain the quote before it"],
    ["user (\\S+) from (\\S+) port", 1, "blanks divide the runs"],
    ["(?:ab|cd)*e", 2, "a run can begin at each repeat of another"],
    ["failed.*login", 2, "each `failed` may be followed by all others"],
    ["\\s+$", 2, "each blank of a long run begins one"],
    ["x{0,100}y", 2, "a wide count acts like a loop"],
    ["^.*a.*b", 2, "each `a` may be followed by all others"],
    ["^a*b*a[ab]*c", 2, "what may be skipped divides nothing"],
    ["ab*a*d", 2, "what may be skipped guards nothing"],
    ['"[^"]*".*x', 2, "a guarded loop saves no later one"],
    ["a.*b.*c", 3, "each start has as many second loops as there are `b`"],
  ])("gives %s the degree %i: %s", (pattern, degree) => {
    expect(boundCost(parse(pattern))?.degree).toBe(degree);
  });

  it.each(["(a+)+$", "(a|aa)*b", "(?:ab|ac)*d", "(?:[a-z]+\\.)+com", "(a?b?c?d?e?f?g?h?i?j?k?l?){3}m"])(
    "gives none for %s",
    (pattern) => {
      expect(boundCost(parse(pattern))).toBeUndefined();
    },
  );

  it("is kept by a plain backtracking search, on texts that repeat themselves", () => {
    const loop = fc.tuple(
      fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "[^c]", "(?:ab)", "(?:a|b)", "(?:ab|c)", "(?:[ab]c)"),
      fc.constantFrom("*", "+", "*?", "+?", "{2,}", "{0,20}"),
    );
    const finite = fc.constantFrom("a", "b", "c", "ab", "[ab]", "a?", "(?:a|bc)", "$", "", "b{1,2}");
    const item = fc.oneof(
      loop.map((parts) => parts.join("")),
      finite,
      fc
        .tuple(finite, loop, finite)
        .map(([head, [body, quantifier], tail]) => `(?:${head}|${body}${quantifier}${tail})`),
    );
    const pattern = fc
      .tuple(fc.constantFrom("", "", "^"), fc.array(item, { minLength: 1, maxLength: 5 }))
      .map(([anchor, items]) => anchor + items.join(""));
    const text = fc
      .tuple(
        fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 }),
        fc.constantFrom("", "c", "ab"),
      )
      .map(([period, end]) => period.repeat(Math.ceil(120 / period.length)) + end);

    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 3, maxLength: 3 }), (source, texts) => {
        const tree = parse(source);
        const cost = boundCost(tree);
        fc.pre(cost !== undefined && cost.degree <= 2);
        for (const hostile of texts) {
          // The tree counts its inner nodes as well: at most four for each step of a path.
          const most = 4 * cost.factor * (hostile.length + 1) ** cost.degree;
          expect(countSteps(tree, hostile, most)).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 400 },
    );
  });
});
