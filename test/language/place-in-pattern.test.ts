import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInPattern } from "../../src/language/index.ts";

/** Parts of a pattern, each as it is and as it is written between slashes. */
const anyParts = fc.array(fc.constantFrom(["a", "a"], ["/", "\\/"], ["\\w", "\\w"], ["(?i)", "(?i)"], ["é", "é"]), {
  minLength: 1,
  maxLength: 8,
});

describe("the place of a part of a pattern", () => {
  it("is where it is written, also where flags stand behind the pattern", () => {
    fc.assert(
      fc.property(anyParts, fc.nat(), fc.constantFrom("", "i", "ims"), (parts, seed, flags) => {
        const text = (kind: 0 | 1, from: number, to: number) =>
          parts
            .slice(from, to)
            .map((part) => part[kind])
            .join("");
        const at = seed % parts.length;
        const query = `filter x like /${text(1, 0, parts.length)}/${flags}`;
        const opening = flags === "" ? "" : `(?${flags})`;
        const literal = {
          pattern: opening + text(0, 0, parts.length),
          span: { start: query.indexOf("/"), end: query.length },
        };
        const offset = opening.length + text(0, 0, at).length;
        const { start, end } = placeInPattern(literal, offset, text(0, at, at + 1).length);
        expect(start).toBe(literal.span.start + 1 + text(1, 0, at).length);
        expect(query.slice(start, end)).toBe(text(1, at, at + 1));
      }),
      { numRuns: 500 },
    );
  });
});
