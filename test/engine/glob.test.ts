import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globMatcher } from "../../src/engine/glob.ts";

/** The rules of section 5.5 as a regular expression: shortest texts from the left, a last star to the end. */
function twin(pieces: readonly string[]): RegExp {
  const [first = "", ...rest] = pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const stars = rest.map((piece, index) => {
    return index === rest.length - 1 && piece === "" ? "([^]*)$" : `([^]*?)${piece}`;
  });
  return new RegExp(first + stars.join(""));
}

describe("a glob", () => {
  it("captures what its regular expression captures", () => {
    const piece = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 2 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "\n"), maxLength: 14 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 5 }), text, (pieces, line) => {
        expect(globMatcher(pieces)(line)).toEqual(twin(pieces).exec(line)?.slice(1));
      }),
      { numRuns: 5000 },
    );
  });

  it("takes apart the line of the documentation", () => {
    const line = "25 May 2019 10:24:39,474 [ERROR] {foo=2, bar=data} The error was: DataIntegrityException";
    const match = globMatcher(["[", "] ", " The error was: ", ""]);
    expect(match(line)).toEqual(["ERROR", "{foo=2, bar=data}", "DataIntegrityException"]);
    expect(match(line.replace("was", "is"))).toBeUndefined();
  });

  it("takes time in proportion to the text, however often it begins to match", () => {
    const match = globMatcher(["a", "a", "a", "b"]);
    expect(match("a".repeat(5_000_000))).toBeUndefined();
    expect(match(`${"a".repeat(5_000_000)}b`)?.at(-1)).toHaveLength(5_000_000 - 3);
  });
});
