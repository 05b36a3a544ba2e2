import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vectorize } from "../../src/plan/index.ts";
import { planOf } from "../support/read-events.ts";
import { expectSameFilters } from "./expect-same-filters.ts";

const PIECES = [
  "time",
  "out",
  "timeout",
  "a/b",
  'say "x"',
  "日本",
  "\\",
  "\n",
  "\t",
  "é",
  "u0041",
  "\u{1f600}",
  " ",
  "A",
];

/** A text as JSON may write it: each character as it is, by its short escape, or by its code. */
const anyString = fc.array(fc.tuple(fc.constantFrom(...PIECES), fc.nat({ max: 5 })), { maxLength: 6 }).map((pieces) => {
  const written = pieces.flatMap(([piece, seed]) =>
    Array.from(piece, (character, at) => {
      const plain = JSON.stringify(character).slice(1, -1);
      if ((seed + at) % 5 === 4) return codesOf(character);
      return character === "/" && seed === 1 ? "\\/" : plain;
    }),
  );
  return `"${written.join("")}"`;
});

const anyValue = fc.oneof(
  { weight: 8, arbitrary: anyString },
  fc.constantFrom("12", "1.50", "true", "null", '["timeout"]', '{"timeout":1}', '"\\ud800"'),
);

const CONDITIONS = [
  "m like 'timeout'",
  "m like /timeout|日本/",
  "m like 'a/b'",
  "m like /a\\/b.*A/",
  'm like /x"/',
  "m like /time\\n/ or m like /é/",
  "m like /time/ and m like /out/",
  "m not like /timeout/",
  "m like /(?i)TIMEOUT/",
  "m like '1'",
  "m = 'timeout' or m like /A/",
  "strcontains(m, 'time')",
];

function codesOf(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}

describe("texts that filters require", () => {
  it("turn away no value that the filters take, however its characters are written", async () => {
    await expectSameFilters(CONDITIONS, anyValue, 100);
  });

  it("are those of the column itself, and not of what a step puts in its place", () => {
    const requiredOf = (text: string) => vectorize(planOf(text)).columns.map(({ requiredTexts }) => requiredTexts);
    expect(requiredOf("filter m like /a b|c/ and m like 'd'")).toEqual([[["a b", "c"], ["d"]]]);
    expect(requiredOf("filter m not like 'd'")).toEqual([[]]);
    expect(requiredOf("fields toupper(m) as m | filter m like 'D'")).toEqual([[]]);
    expect(requiredOf("fields toupper(m) as u | filter u like 'D'")).toEqual([[]]);
  });
});
