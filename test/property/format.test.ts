import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatQuery, parseQuery, printQuery, tokenize } from "../../src/language/index.ts";
import { arbitraryQuery } from "../support/arbitrary-query.ts";
import { KITCHEN_SINK } from "../support/kitchen-sink.ts";
import { withoutSpans } from "../support/without-spans.ts";

/** What people put between tokens; nothing twice as often as anything else, or commands would be all comments. */
const between = fc.oneof(
  { weight: 6, arbitrary: fc.constant(" ") },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\n\n", "\n \t\n\n", "\r\n", "  ") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(" # why\n", "\n# a, b and (c\n", "\n\n# | limit 1\r\n", " ## x  \n  # y\n", "#\n"),
  },
);

/** The text with other blanks and comments between its tokens; a period is one token with its unit. */
function respaced(text: string, blanks: readonly string[]): string {
  const { tokens } = tokenize(text);
  return tokens
    .map(({ kind, text: own }, index) => `${blanks[index % blanks.length]}${own}${kind === "comment" ? "\n" : ""}`)
    .join("");
}

function comments(text: string): string[] {
  return tokenize(text)
    .tokens.filter(({ kind }) => kind === "comment")
    .map((token) => token.text.trimEnd())
    .sort();
}

/** Formats a text, which must be a query, and checks what holds for any. */
function checkFormat(text: string): void {
  const source = { name: "query", text };
  const { query } = parseQuery(source);
  if (query === undefined) throw new Error(`no query: ${text}`);
  const formatted = formatQuery(source, query);
  if (formatted.length > 10_000) return;
  const again = parseQuery({ name: "formatted", text: formatted }).query;
  if (again === undefined) throw new Error(`cannot be read back: ${JSON.stringify({ text, formatted })}`);
  expect(withoutSpans(again)).toEqual(withoutSpans(query));
  expect(comments(formatted)).toEqual(comments(text));
  expect(formatQuery({ name: "formatted", text: formatted }, again)).toBe(formatted);
}

describe("a formatted query", () => {
  it("means the same, keeps every comment, and stays as it is when it is formatted again", () => {
    fc.assert(
      fc.property(arbitraryQuery, fc.array(between, { minLength: 1, maxLength: 40 }), (query, blanks) => {
        const text = respaced(printQuery(query), blanks);
        // A column without an alias is named by its text, in which other blanks are another name.
        fc.pre(text.length <= 10_000 && parseQuery({ name: "query", text }).query !== undefined);
        checkFormat(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(KITCHEN_SINK)("keeps all that the grammar has: %s", (text) => {
    checkFormat(text);
    const commented = respaced(text, [" ", "\n# x\n", " ", " ", " # y\n", " "]);
    // Wildcards such as `cpu*` hold no blanks.
    if (!text.includes("cpu*")) checkFormat(commented);
  });
});
