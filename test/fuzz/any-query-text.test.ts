import fc from "fast-check";
import { describe, it } from "vitest";
import { arbitraryQuery, nastyText } from "../support/arbitrary-query.ts";
import { checkPlanned, checkQueryText } from "../support/check-query-text.ts";
import { KITCHEN_SINK } from "../support/kitchen-sink.ts";
import { WORDS } from "../support/query-words.ts";

const ALPHABET = [..."|\"'/\\`()[]=!-a1.{}*, \n#@:😀"];

function* allTexts(length: number): Generator<string> {
  if (length === 0) yield "";
  else for (const start of allTexts(length - 1)) for (const character of ALPHABET) yield start + character;
}

/** Where the characters stand decides what they mean. */
const PLACES = ["", "filter a ", "filter a like ", "parse a ", "stats f(a) by ", "limit ", "fields f(", "sort "];

describe("any text", () => {
  it.each(PLACES)("of up to two nasty characters, after %j, is a query or an error", (place) => {
    for (const length of [0, 1, 2]) for (const text of allTexts(length)) checkQueryText(place + text);
  });

  it("of up to three nasty characters is a query or an error", () => {
    for (const text of allTexts(3)) checkQueryText(text);
  });

  it("of four to eight nasty characters is a query or an error", () => {
    const text = fc.array(fc.constantFrom(...ALPHABET), { minLength: 4, maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), text, (place, rest) => checkQueryText(place + rest)),
      { numRuns: 5000 },
    );
  });

  it("of any characters is a query or an error", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), checkQueryText), { numRuns: 1500 });
    fc.assert(fc.property(nastyText, checkQueryText), { numRuns: 500 });
  });

  it("of words of the language in any order is a query or an error", () => {
    const text = fc
      .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom("", " ", " ", " ", "\n")), { maxLength: 14 })
      .map((words) => words.flat().join(""));
    fc.assert(fc.property(text, checkQueryText), { numRuns: 5000 });
  });

  it("that a slip makes of a query is a query or an error", () => {
    const slip = fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.oneof(fc.constantFrom(...ALPHABET, ...WORDS), nastyText));
    fc.assert(
      fc.property(fc.constantFrom(...KITCHEN_SINK), fc.array(slip, { minLength: 1, maxLength: 3 }), (query, slips) => {
        let text = query;
        for (const [place, cut, put] of slips) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + put + text.slice(at + cut);
        }
        checkQueryText(text);
      }),
      { numRuns: 5000 },
    );
  });

  it("cut off anywhere is a query or an error", () => {
    for (const query of KITCHEN_SINK) {
      for (let end = 0; end <= query.length; end++) checkQueryText(query.slice(0, end));
    }
  });
});

describe("any tree", () => {
  it("ends in a plan, which is plain data, or in an error", () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => checkPlanned(query, "")),
      { numRuns: 2000 },
    );
  });
});

describe("a text without measure", () => {
  const long = (unit: string, length = 9990): string => unit.repeat(Math.floor(length / unit.length));

  it.each([
    ["parentheses", `filter ${long("(")}`],
    ["closed parentheses", `filter ${long("(", 4900)}a${long(")", 4900)}`],
    ["minus signs", `filter ${long("-")}a`],
    ["negations", `filter ${long("not ")}a`],
    ["powers", `filter ${long("a^", 9900)}a`],
    ["a sum", `filter ${long("a+", 9900)}a`],
    ["alternating operators", `filter ${long("a+a*", 9900)}a`],
    ["alternatives", `filter ${long("a or ", 9900)}a`],
    ["sums in parentheses", `filter ${long(`(${long("a+", 1200)}`, 9000)}a${long(")", 7)}`],
    ["nested calls", `fields ${long("f(", 4900)}${long(")", 4900)}`],
    ["conditions of nested calls", `stats ${long("if(a,b,", 400)}c${")".repeat(57)}`],
    ["commands", long("limit 1|", 9000)],
    ["pipes", long("| ")],
    ["columns", `fields ${long("a,", 9900)}a`],
    ["aggregates", `stats ${long("avg(a),", 9900)}sum(a)`],
    ["stars", `parse "${long("*", 9900)}" as a`],
    ["list elements", `filter a in [${long("1,", 9900)}1]`],
    ["comments", long("#\n")],
    ["parameters", `fields ${long("{{a}},", 9900)}1`],
    ["unknown characters", long("?")],
    ["quotes", long('"')],
    ["slashes", long("/")],
    ["a name", long("a")],
    ["a dotted name", `fields ${long("a.", 9900)}a`],
    ["a number", `limit ${long("9")}`],
    ["a whole log file", '{"level":"ERROR","message":"a | b"}\n'.repeat(200_000)],
    ["many pipes", "| ".repeat(2_000_000)],
  ])("of %s is a query or an error", (_, text) => {
    checkQueryText(text);
  });
});
